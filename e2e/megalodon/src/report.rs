use std::collections::BTreeMap;

use megalodon::error::Error;
use megalodon::response::Response;

/// Every call, with what was wrong with it.
#[derive(Default)]
pub(crate) struct Report(BTreeMap<&'static str, Option<String>>);

impl Report {
    /// Notes how a call went; gives what it brought.
    pub(crate) fn note<T>(&mut self, call: &'static str, answer: Result<Response<T>, Error>) -> Option<T> {
        match answer {
            Ok(response) => {
                self.0.entry(call).or_default();
                Some(response.json)
            }
            Err(cause) => {
                self.0.insert(call, Some(cause.to_string()));
                None
            }
        }
    }

    /// Notes a call that was well answered, and whose content is wrong.
    pub(crate) fn expect(&mut self, call: &'static str, holds: bool, wanted: &str) {
        if !holds {
            self.0.entry(call).or_default().get_or_insert_with(|| wanted.to_owned());
        }
    }

    /// One JSON object.
    pub(crate) fn json(&self) -> String {
        serde_json::json!(self.0).to_string()
    }
}
