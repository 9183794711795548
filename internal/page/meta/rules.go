package meta

import "readout"

// The ids of the package's rules.
const (
	RuleTitleAgreed      = "meta.title-agreed"
	RuleTitleWhole       = "meta.title-whole"
	RuleTitleAlone       = "meta.title-alone"
	RuleTitleShown       = "meta.title-shown"
	RuleSubtitle         = "meta.subtitle"
	RuleAuthors          = "meta.authors"
	RuleAuthorsBody      = "meta.authors-body"
	RuleWire             = "meta.wire"
	RuleOutletKnown      = "meta.outlet-known"
	RuleOutlet           = "meta.outlet"
	RuleOutletHost       = "meta.outlet-host"
	RuleURL              = "meta.url"
	RuleLanguage         = "meta.language"
	RuleDateLinked       = "meta.date-linked"
	RuleDateMeta         = "meta.date-meta"
	RuleDateTime         = "meta.date-time"
	RuleDateShown        = "meta.date-shown"
	RuleDateContainer    = "meta.date-container"
	RuleUpdatedContainer = "meta.updated-container"
	RuleDateURL          = "meta.date-url"
	RuleOnlyUpdated      = "meta.only-updated"
	RuleEntry            = "meta.live-entry"
	RuleEntryPage        = "meta.live-page"
)

// Rules lists the rules of the package.
func Rules() []readout.Rule {
	return []readout.Rule{
		{ID: RuleTitleAgreed, Says: "Two signals of the page give the same headline."},
		{ID: RuleTitleWhole, Says: "One signal gives the headline cut short; another gives the whole of it."},
		{ID: RuleTitleAlone, Says: "One signal gives the headline and no other repeats it."},
		{ID: RuleTitleShown, Says: "The page shows another headline than the title it gives for sharing."},
		{ID: RuleSubtitle, Says: "The page shows a standfirst under its headline."},
		{ID: RuleAuthors, Says: "The page names the people who wrote the report."},
		{ID: RuleAuthorsBody, Says: "The page credits an agency, a desk or itself and names no person."},
		{ID: RuleWire, Says: "The page credits a news agency."},
		{ID: RuleOutletKnown, Says: "The address belongs to an outlet of the lexicon."},
		{ID: RuleOutlet, Says: "The page names its outlet."},
		{ID: RuleOutletHost, Says: "The page does not name its outlet; its host stands for it."},
		{ID: RuleURL, Says: "The page gives its address."},
		{ID: RuleLanguage, Says: "The page gives its language."},
		{ID: RuleDateLinked, Says: "The page's linked data dates the report."},
		{ID: RuleDateMeta, Says: "A meta tag of the page dates the report."},
		{ID: RuleDateTime, Says: "A time element beside the headline dates the report."},
		{ID: RuleDateShown, Says: "A line beside the headline dates the report."},
		{ID: RuleDateContainer, Says: "What held the page dates the report."},
		{ID: RuleUpdatedContainer, Says: "What held the page says when the report was updated."},
		{ID: RuleDateURL, Says: "The page's address holds a date."},
		{ID: RuleOnlyUpdated, Says: "The page gives only the time of an update, which dates the report."},
		{ID: RuleEntry, Says: "An entry of a live page says so of itself."},
		{ID: RuleEntryPage, Says: "An entry of a live page has it from its page."},
	}
}
