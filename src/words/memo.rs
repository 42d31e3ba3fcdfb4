//! Answers that are kept, since many plans ask the same.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

/// What some texts were found to mean. It stays small whatever it is asked.
#[derive(Debug)]
pub(super) struct Memo<T>(RwLock<HashMap<String, T>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<T: Clone> Memo<T> {
    /// How many texts are kept.
    const MOST: usize = 4096;
    /// The longest that is kept, in bytes.
    const LONGEST: usize = 128;

    /// The answer for a text: the one that is known, else what `find` finds.
    pub(super) fn get(&self, text: &str, find: impl FnOnce() -> T) -> T {
        if text.len() > Self::LONGEST {
            return find();
        }
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return known.clone();
        }
        let found = find();
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() < Self::MOST {
            known.insert(text.to_owned(), found.clone());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_kept_and_stay_few() {
        let memo: Memo<usize> = Memo::default();
        assert_eq!(memo.get("health", || 1), 1);
        assert_eq!(memo.get("health", || 2), 1, "it is known");
        for at in 0..2 * Memo::<usize>::MOST {
            assert_eq!(memo.get(&at.to_string(), || at), at);
        }
        let long = "a".repeat(Memo::<usize>::LONGEST + 1);
        assert_eq!((memo.get(&long, || 3), memo.get(&long, || 4)), (3, 4));
        assert_eq!(memo.0.into_inner().map(|known| known.len()).ok(), Some(Memo::<usize>::MOST));
    }
}
