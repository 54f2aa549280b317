// The HTML that the server sends, held against the standard by html-validate: what parsers would mend in silence.

const OPTIONS = {
  extends: ["html-validate:standard"],
  elements: ["html5"],
  rules: {
    // Style, not correctness: attributes are written as short as the standard allows.
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    // Texts of people may have any characters; what matters is that they are escaped, which other checks look at.
    "no-raw-characters": ["error", { relaxed: true }],
    // The landmarks and names are axe's to judge, in the live page.
    "no-redundant-role": "off",
  },
};

// A function from HTML to complaints, a line each.
export async function validator(require) {
  const { HtmlValidate, StaticConfigLoader } = require("html-validate");
  const judge = new HtmlValidate(new StaticConfigLoader(OPTIONS));
  return async (html) => {
    const report = await judge.validateString(html);
    return report.results.flatMap((result) => result.messages).map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
  };
}
