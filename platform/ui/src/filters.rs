//! What templates say `|name` for. Each module with templates has it in scope: `use ui::filters;`.

use askama::{Result, Values};
use words::{Arg, Message, ToArg, Voice};

/// The message with this id: `{{ "post-reply"|t }}`.
#[askama::filter_fn]
pub fn t(id: &'static str, values: &dyn Values) -> Result<Message> {
    Ok(Voice::of(values).catalogue.say(id))
}

/// The same with an argument: `{{ "profile-posts"|t|with("n", person.posts) }}`.
#[askama::filter_fn]
pub fn with<V: ToArg>(message: Message, _: &dyn Values, name: &'static str, value: V) -> Result<Message> {
    Ok(message.with(name, value))
}

/// The same with an argument that is clean HTML, in a message with markup.
#[askama::filter_fn]
pub fn with_html<V: Into<String>>(
    message: Message,
    _: &dyn Values,
    name: &'static str,
    html: V,
) -> Result<Message> {
    Ok(message.with(name, Arg::Html(html.into())))
}

/// A count with its thousands apart.
#[askama::filter_fn]
pub fn grouped(count: &u64, values: &dyn Values) -> Result<String> {
    Ok(words::grouped(Voice::of(values).lang, *count))
}

/// A count short enough for a button.
#[askama::filter_fn]
pub fn compact(count: &u64, values: &dyn Values) -> Result<String> {
    Ok(words::compact(Voice::of(values).lang, *count))
}
