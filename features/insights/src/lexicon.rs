//! The words of posts that are worth counting: no addresses, names, hashtags, numbers, and none of the small words
//! that every sentence has.

use std::collections::HashSet;
use std::sync::LazyLock;

use text::Token;

/// Letters that a word has at the least.
const WORD_CHARS_MIN: usize = 3;
/// Letters of the longest word that is counted.
const WORD_CHARS_MAX: usize = 40;

/// Small words of English and Spanish.
const SMALL: &str = "
a about above after again against all also am an and any are aren't as at be because been before being below between
both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each even ever every few
for from further get gets getting going got had has hasn't have haven't having he her here hers him his how i if in into
is isn't it its it's i'm i've just let like ll may me might more most much must my myself no nor not now of off on once one
only or other our ours out over own per please re really same see shall she should shouldn't so some still such than that
that's the their theirs them then there these they they're this those though through to too under until up upon us ve
very via was wasn't we we're were weren't what when where which while who whom whose why will with within without won't
would wouldn't yes yet you you're your yours rt amp
al algo algunas algunos ante antes aquel así aún aunque bien cada casi como cómo con contra cual cuál cuando cuándo cuánto
de del desde después donde dónde dos el él ella ellas ellos en entre era eran eres es esa ese eso esta está están estas
este esto estos estoy fue fueron ha había han has hasta hay he la las le les lo los más me mi mis mucho muy nada ni no nos
nosotros nuestra nuestro o os otra otro para pero poco por porque pues que qué quien quién se sea según ser si sí sido
sin sobre solo son su sus tal también tan tanto te ti tiene tienen todo todos tras tu tus un una uno unos usted va vez
voy y ya yo";

static SMALL_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| SMALL.split_ascii_whitespace().collect());

/// Calls `visit` with each word of a post that is worth counting, once, folded.
pub(crate) fn words(post: &str, mut visit: impl FnMut(&str)) {
    let mut seen = HashSet::new();
    for token in text::parse(post) {
        let Token::Text(piece) = token else { continue };
        let folded = text::fold_case(&piece.replace('’', "'"));
        for word in folded.split(|c: char| !(text::is_word_char(c) || c == '\'')) {
            let word = word.trim_matches('\'');
            if counts(word) && seen.insert(word.to_owned()) {
                visit(word);
            }
        }
    }
}

fn counts(word: &str) -> bool {
    let chars = word.chars().count();
    (WORD_CHARS_MIN..=WORD_CHARS_MAX).contains(&chars)
        && word.chars().any(char::is_alphabetic)
        && !SMALL_WORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_worth_counting() {
        for (post, found) in [
            ("", ""),
            ("The vaccine isn’t here yet: 95% of VACCINES, vaccine!", "vaccine vaccines"),
            ("RT @ana: see https://x.example/flu #flu influenza", "influenza"),
            ("La vacuna está aquí, según el médico", "vacuna aquí médico"),
            ("a an 12 2020 x1y 'quoted' ok", "x1y quoted"),
        ] {
            let mut all = Vec::new();
            words(post, |word| all.push(word.to_owned()));
            assert_eq!(all.join(" "), found, "{post}");
        }
    }
}
