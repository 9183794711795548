package masthead

import "readout"

// The ids of the package's rules, for the reasons of its callers.
const (
	RuleDate        = "masthead.date-line"
	RulePublished   = "masthead.published-line"
	RuleUpdated     = "masthead.updated-line"
	RuleOther       = "masthead.other-date"
	RuleTime        = "masthead.machine-time"
	RuleURL         = "masthead.url-date"
	RuleByline      = "masthead.byline"
	RuleBare        = "masthead.bare-byline"
	RuleContributed = "masthead.contributed"
	RuleAgency      = "masthead.agency-credit"
	RuleDateline    = "masthead.dateline"
)

// Rules lists the rules of the package.
func Rules() []readout.Rule {
	return []readout.Rule{
		{ID: RuleDate, Says: "A line states a full calendar date without saying of what."},
		{ID: RulePublished, Says: "A line says when the report was published."},
		{ID: RuleUpdated, Says: "A line says when the report was updated."},
		{ID: RuleOther, Says: "A line states the date of something else, such as when a database loaded the report."},
		{ID: RuleTime, Says: "A machine-made date or time was read."},
		{ID: RuleURL, Says: "The path of the report's address holds a date."},
		{ID: RuleByline, Says: "A line that opens with words such as By names who wrote the report."},
		{ID: RuleBare, Says: "A line of names alone stands where a byline stands."},
		{ID: RuleContributed, Says: "A line names who contributed to the report."},
		{ID: RuleAgency, Says: "A line credits a news agency."},
		{ID: RuleDateline, Says: "A paragraph opens with the place, and sometimes agency and day, that it was filed from."},
	}
}
