//! The table that a run prints.

/// One line of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    /// What was measured.
    pub(crate) name: String,
    /// What came out.
    pub(crate) result: String,
    /// What it is held against, measured in the same run.
    pub(crate) ceiling: String,
    /// The first by the second.
    pub(crate) ratio: Option<f64>,
    /// What it should be.
    pub(crate) goal: String,
    /// Whether it is; `None` where there is no goal.
    pub(crate) met: Option<bool>,
}

impl Row {
    /// A line that only informs.
    pub(crate) fn told(name: &str, result: impl Into<String>) -> Self {
        Self { name: name.to_owned(), result: result.into(), ..Self::default() }
    }

    /// With what it is held against.
    pub(crate) fn beside(self, ceiling: impl Into<String>, ratio: f64) -> Self {
        Self { ceiling: ceiling.into(), ratio: Some(ratio), ..self }
    }

    /// With a goal.
    pub(crate) fn goal(self, goal: &str, met: bool) -> Self {
        Self { goal: goal.to_owned(), met: Some(met), ..self }
    }

    fn cells(&self) -> [String; 6] {
        let ratio = self.ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
        let met = match self.met {
            Some(true) => "ok",
            Some(false) => "missed",
            None => "",
        };
        [
            self.name.clone(),
            self.result.clone(),
            self.ceiling.clone(),
            ratio,
            self.goal.clone(),
            met.to_owned(),
        ]
    }
}

/// The lines as one Markdown table.
pub(crate) fn render(rows: &[Row]) -> String {
    let heads = ["scenario", "result", "ceiling", "ratio", "goal", ""].map(str::to_owned);
    let cells: Vec<[String; 6]> = std::iter::once(heads).chain(rows.iter().map(Row::cells)).collect();
    let width = |column: usize| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 6] = std::array::from_fn(width);
    let mut out = String::new();
    for (n, row) in cells.iter().enumerate() {
        for (cell, width) in row.iter().zip(widths) {
            out.push_str(&format!("| {cell:width$} "));
        }
        out.push_str("|\n");
        if n == 0 {
            widths.iter().for_each(|width| out.push_str(&format!("|{}", "-".repeat(width + 2))));
            out.push_str("|\n");
        }
    }
    out
}

/// A number with its thousands set apart.
pub(crate) fn grouped(n: f64) -> String {
    let digits = format!("{n:.0}");
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The middle of some numbers.
pub(crate) fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let rows = [
            Row::told("home", "9,000/s").beside("12,000/s", 0.75).goal("0.5", true),
            Row::told("start", "0.3 s").goal("1 s", false),
        ];
        let text = render(&rows);
        let lengths: Vec<usize> = text.lines().map(str::len).collect();
        assert!(lengths.len() == 4 && lengths.iter().all(|&l| l == lengths[0]), "{text}");
        assert!(text.contains("| 0.75 ") && text.contains("| ok ") && text.contains("missed"), "{text}");
    }

    #[test]
    fn numbers() {
        assert_eq!(
            [grouped(0.4), grouped(999.0), grouped(1_000.0), grouped(1_234_567.0)],
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!((median(vec![3.0, 1.0, 2.0]), median(vec![])), (2.0, 0.0));
    }
}
