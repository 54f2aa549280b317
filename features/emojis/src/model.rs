use base::{Id, Ms, Outcome, Problem};

/// Characters of a category's name.
pub const CATEGORY_CHARS_MAX: usize = 100;

/// The blobs of an emoji.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The picture, moving if what was imported was.
    pub moving: String,
    /// Its first frame as PNG; the same as `moving` where it does not move.
    pub still: String,
}

/// An emoji as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: Id,
    /// Its name, without colons.
    pub shortcode: String,
    /// Under which heading pickers show it.
    pub category: Option<String>,
    /// What it looks like.
    pub picture: Picture,
    /// Whether pickers show it.
    pub visible: bool,
    /// Whether texts may not name it.
    pub disabled: bool,
    /// When it was added.
    pub created_ms: Ms,
}

/// What is changed about an emoji; `None` leaves it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    /// [`Kept::category`]; an empty one is none.
    pub category: Option<String>,
    /// [`Kept::visible`].
    pub visible: Option<bool>,
    /// [`Kept::disabled`].
    pub disabled: Option<bool>,
}

impl Kept {
    /// The emoji as `edit` wants it.
    pub(crate) fn edited(mut self, edit: Edit) -> Outcome<Self> {
        if let Some(category) = edit.category {
            self.category = checked_category(&category)?;
        }
        self.visible = edit.visible.unwrap_or(self.visible);
        self.disabled = edit.disabled.unwrap_or(self.disabled);
        Ok(self)
    }
}

/// A shortcode that may be used.
pub(crate) fn checked_code(code: &str) -> Outcome<&str> {
    if text::valid_shortcode(code) {
        return Ok(code);
    }
    Err(Problem::invalid("Shortcode must have two or more letters of a-z, A-Z, digits or _"))
}

/// A category without what surrounds it; an empty one is none.
pub(crate) fn checked_category(category: &str) -> Outcome<Option<String>> {
    let category = category.trim();
    if category.chars().count() > CATEGORY_CHARS_MAX || category.contains(char::is_control) {
        return Err(Problem::invalid("Category is too long"));
    }
    Ok(Some(category.to_owned()).filter(|category| !category.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_said_of_an_emoji() {
        for good in ["ab", "Blob_Cat_9", "__"] {
            assert_eq!(checked_code(good).unwrap(), good);
        }
        for bad in ["", "a", "a b", "a-b", "né", ":ab:", &"a".repeat(129)] {
            assert!(checked_code(bad).is_err(), "{bad}");
        }
        assert_eq!(checked_category(" Cats ").unwrap().as_deref(), Some("Cats"));
        assert_eq!(checked_category(" ").unwrap(), None);
        assert!(checked_category(&"x".repeat(101)).is_err() && checked_category("a\nb").is_err());
    }
}
