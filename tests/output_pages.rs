//! `junit` and `markdown`: sound XML and Markdown, whatever a plan holds.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use recoveryplan::finding::Level;
use recoveryplan::output::{Format, Style, render};
use recoveryplan::plan::PlanStatus;
use recoveryplan::report::Report;
use roxmltree::{Document, Node};

use self::support::ends::{FLAWED, PATH, STYLE, broken, clean, draft, hostile, only, short};
use self::support::judge::checked;

mod support {
    pub(crate) mod ends;
    pub(crate) mod judge;
}

/// The text of the XML, every name in its place and every count true.
fn junit(report: &Report, style: Style) -> String {
    let text = render(report, Format::Junit, style);
    let document = Document::parse(&text).expect("it is XML 1.0");
    let root = document.root_element();
    let children =
        |node: Node<'_, '_>, name: &str| node.children().filter(|child| child.has_tag_name(name)).count();
    let count = |node: Node<'_, '_>, name: &str| {
        let number = node.attribute(name).and_then(|number| number.parse::<usize>().ok());
        number.expect("a count")
    };
    let mut sums = [0; 4];
    for suite in root.children().filter(Node::is_element) {
        assert!(suite.has_tag_name("testsuite"));
        let cases: Vec<Node<'_, '_>> = suite.children().filter(Node::is_element).collect();
        let of = |name: &str| cases.iter().map(|case| children(*case, name)).sum::<usize>();
        let counts = [cases.len(), of("failure"), of("error"), of("skipped")];
        let names: BTreeSet<Option<&str>> = cases.iter().map(|case| case.attribute("name")).collect();
        assert_eq!(names.len(), cases.len(), "each case has a name of its own");
        assert!(cases.iter().all(|case| case.attribute("classname") == suite.attribute("name")));
        for (nth, name) in ["tests", "failures", "errors", "skipped"].into_iter().enumerate() {
            assert_eq!(count(suite, name), counts[nth], "{name}");
            sums[nth] += counts[nth];
        }
    }
    for (nth, name) in ["tests", "failures", "errors", "skipped"].into_iter().enumerate() {
        assert_eq!(count(root, name), sums[nth], "{name}");
    }
    text
}

/// How the case of a rule ended: what stands in it, and its text.
fn ended(xml: &str, rule: &str) -> (String, String) {
    let document = Document::parse(xml).expect("XML");
    let case = document.descendants().find(|node| node.attribute("name") == Some(rule)).expect(rule);
    let inner = case.children().find(Node::is_element);
    (
        inner.map_or("passed", |inner| inner.tag_name().name()).to_owned(),
        inner.and_then(|inner| inner.text()).unwrap_or_default().to_owned(),
    )
}

#[test]
fn junit_has_a_case_for_each_rule_that_ran_and_fails_what_fails_the_run() {
    let accepted = format!(
        "{FLAWED}\n<!-- recoveryplan: file-ignore[missing-section, duplicate-block] it is kept elsewhere -->\n"
    );
    let report = only(draft(PATH, &accepted));
    let plan = &report.plans[0];
    let xml = junit(&report, STYLE);
    let document = Document::parse(&xml).expect("XML");
    let cases = document.descendants().filter(|node| node.has_tag_name("testcase"));
    let names: Vec<&str> = cases.filter_map(|case| case.attribute("name")).collect();
    assert_eq!(names, plan.rules.iter().map(|rule| rule.name).collect::<Vec<_>>());
    assert!(document.descendants().any(|node| node.attribute("classname") == Some(PATH)));
    for rule in &plan.rules {
        let found = plan.findings.iter().filter(|finding| finding.rule.name == rule.name);
        let level = found.clone().map(|finding| finding.level).max();
        let is_accepted = plan.ignored.iter().any(|ignored| ignored.finding.rule.name == rule.name);
        let (end, text) = ended(&xml, rule.name);
        let wanted = match level {
            Some(Level::Error) => "failure",
            Some(_) => "system-out",
            None if is_accepted => "skipped",
            None => "passed",
        };
        assert_eq!(end, wanted, "{}", rule.name);
        assert!(found.clone().all(|finding| text.contains(&finding.message)), "{}: {text}", rule.name);
        assert!(!is_accepted || text.contains("it is kept elsewhere"), "{text}");
    }
    let mut strict = report;
    strict.plans[0].fail_on = Level::Note;
    let strict = junit(&strict, STYLE);
    assert_eq!(ended(&strict, "vague-lead").0, "failure");
}

#[test]
fn junit_holds_whatever_a_plan_says_and_what_no_rule_found() {
    let xml = junit(&hostile(), STYLE);
    let texts: String =
        Document::parse(&xml).expect("XML").descendants().filter_map(|node| node.text()).collect();
    for words in ["]]>", "</script></failure>", "\\u{fffe}\\u{ffff}", "\\u{1b}[31mx", "::error::x"] {
        assert!(texts.contains(words), "{words} is shown");
    }
    let nul =
        checked(PlanStatus::Draft, &[("plan.md", b"# P\0\n\n## Self-care\n\n- [ ] Care \0\0\n".as_slice())]);
    assert_eq!(ended(&junit(&only(nul), STYLE), "encoding").0, "failure");
    assert_eq!(
        ended(&junit(&broken(), STYLE), "gone.md:3:13"),
        ("error".to_owned(), "it is gone".to_owned())
    );
    assert_eq!(ended(&junit(&short(), STYLE), "min-coverage").0, "failure");
    assert_eq!(ended(&junit(&Report::default(), STYLE), "nothing-checked").0, "error");
    assert!(!junit(&clean(), STYLE).contains("min-coverage"), "nobody asked for it");
}

/// The events of a Markdown page, none of which is markup that a plan brought in.
fn events(page: &str) -> Vec<Event<'_>> {
    let events: Vec<Event<'_>> =
        Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH)
            .collect();
    for event in &events {
        let is_ours = match event {
            Event::Html(_) | Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => false,
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough | Tag::CodeBlock(_)) => {
                false
            }
            // The program's own code is the names of rules.
            Event::Code(code) => recoveryplan::rules::rule(code).is_some(),
            _ => true,
        };
        assert!(is_ours, "{event:?}");
    }
    events
}

#[test]
fn markdown_shows_what_a_plan_says_and_obeys_none_of_it() {
    let mut report = hostile();
    report.plans.push(draft("other.md", FLAWED));
    let page = render(&report, Format::Markdown, STYLE);
    let events = events(&page);
    let count = |wanted: &dyn Fn(&Event<'_>) -> bool| events.iter().filter(|event| wanted(event)).count();
    // One table of the plans, and a matrix for each.
    assert_eq!(count(&|event| matches!(event, Event::Start(Tag::Table(_)))), 3);
    let blocks = report.plans[0].coverage.blocks.len();
    assert_eq!(count(&|event| matches!(event, Event::End(TagEnd::TableRow))), 2 + 2 * blocks);
    assert_eq!(count(&|event| matches!(event, Event::End(TagEnd::TableCell))), 3 * 11 + 2 * (blocks + 1) * 4);
    // The verdict, what could not be done, two plans.
    assert_eq!(count(&|event| matches!(event, Event::Start(Tag::Heading { .. }))), 4);
    let emphasis = count(&|event| matches!(event, Event::Start(Tag::Emphasis)));
    assert_eq!(emphasis, 0);
    let shown: String = events
        .iter()
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect();
    for words in
        ["`x` *x* **x** __x__ ~~x~~ $x$", "<img src=x> &lt;b&gt; &#60;", "a | b", "</script></failure>"]
    {
        assert!(shown.replace('\u{200b}', "").contains(words), "{words} is shown as it was written");
    }
    for joined in ["@council", "#12", "https://", "www.z", "a@b"] {
        assert!(!shown.contains(joined), "{joined} is kept apart");
    }
    let plan = &report.plans[1];
    for finding in &plan.findings {
        let line = plan.sources.positions(finding.span).0.line;
        let place = format!("- **{}** at other.md:{line} (`{}`): ", finding.level.name(), finding.rule.name);
        assert!(page.contains(&place), "{place}");
    }
}

#[test]
fn markdown_begins_with_the_verdict() {
    let verdict = |report: &Report| {
        let page = render(report, Format::Markdown, STYLE);
        events(&page);
        page.lines().next().expect("a line").trim_start_matches("## Recovery plans: ").to_owned()
    };
    assert_eq!(verdict(&clean()), "nothing to mend");
    assert_eq!(verdict(&short()), "something has to be mended");
    assert_eq!(verdict(&only(draft("plan.md", FLAWED))), "something has to be mended");
    assert_eq!(verdict(&broken()), "not everything could be checked");
    assert_eq!(verdict(&Report::default()), "nothing was checked");
    let mut remarks = only(draft("plan.md", FLAWED));
    remarks.plans[0].findings.retain(|finding| finding.level < Level::Error);
    assert_eq!(verdict(&remarks), "passed, with remarks");
    assert!(
        render(&short(), Format::Markdown, STYLE)
            .contains("0 % of the plan is covered, and 80 % was asked for")
    );
}

#[test]
fn markdown_says_what_it_cut() {
    let action = format!("- [ ] {}\n  - Lead: Head of Care\n", "A long title with | and & ".repeat(20));
    let plan = draft("plan.md", &format!("# P\n\n## Self-care\n\n{}", action.repeat(2000)));
    let all = plan.findings.len();
    let report = Report { plans: vec![draft("a.md", "# A\n"), plan], ..Report::default() };
    let page = render(&report, Format::Markdown, STYLE);
    assert!(page.len() < 1_048_576 && page.len() > 900_000, "{}", page.len());
    let last = page.lines().last().expect("a line");
    let left: usize = last.split_whitespace().filter_map(|word| word.parse::<usize>().ok()).skip(1).sum();
    let shown = page.matches("\n- **").count();
    assert_eq!(shown + left, all + report.plans[0].findings.len(), "{last}");
    assert!(last.starts_with("**This page was cut to stay under 1 MiB. Left out: "), "{last}");
}
