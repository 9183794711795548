package extract

import (
	"math"

	"readout"
)

// Rule ids of direct quotations, one for each pattern.
const (
	ruleAfter      = "extract.quote-cue-after"
	ruleColon      = "extract.quote-cue-colon"
	ruleComma      = "extract.quote-cue-comma"
	ruleBare       = "extract.quote-cue-bare"
	ruleInside     = "extract.quote-cue-inside"
	ruleRun        = "extract.quote-run"
	ruleReport     = "extract.quote-after-report"
	ruleAdding     = "extract.quote-adding"
	ruleParagraph  = "extract.quote-cue-paragraph"
	ruleVerbColon  = "extract.quote-verb-colon"
	ruleLabel      = "extract.quote-label"
	ruleDash       = "extract.quote-signed"
	ruleTranscript = "extract.quote-transcript"
	ruleBlock      = "extract.quote-block"
	ruleAlone      = "extract.quote-alone"
	ruleSpeaker    = "extract.speaker-name"
	ruleAddressee  = "extract.addressee-name"
)

// confidence is how often a statement of the rule is right, content and speaker.
// Measured with TestPolnear over both halves of the training articles (n
// statements; share whose words lie in annotated speech; share of those whose
// speaker is the annotated one):
//
//	rule             n     content  speaker
//	cue-after        2974  0.999    0.986
//	cue-colon         163  1.000    0.952
//	cue-comma         305  0.987    0.960
//	cue-bare           40  1.000    0.950
//	cue-inside         78  0.990    1.000
//	run              1392  0.998    0.979
//	after-report       38  1.000    0.974
//	cue-paragraph      14  1.000    1.000
//	label              15  1.000    1.000
//	adding              7  1.000    1.000
//	alone             197  0.914    –
//
// Rules with fewer than 40 statements there, and those of transcripts, blocks and
// signatures, which that data lacks, stand below what was counted. A quotation
// that stands alone is speech nine times in ten, but names nobody: one half.
var confidence = map[string]float64{
	ruleAfter:      0.98,
	ruleColon:      0.95,
	ruleComma:      0.95,
	ruleBare:       0.93,
	ruleInside:     0.98,
	ruleRun:        0.97,
	ruleReport:     0.90,
	ruleAdding:     0.90,
	ruleParagraph:  0.90,
	ruleVerbColon:  0.85,
	ruleLabel:      0.85,
	ruleDash:       0.85,
	ruleTranscript: 0.95,
	ruleBlock:      0.85,
	ruleAlone:      0.50,
}

// unresolved is the factor on the confidence of a statement whose speaker is a
// pronoun that no name settles; resolved is that of one a name settles.
const (
	unresolved = 0.5
	resolved   = 0.9
)

// doubtful is the most that a statement is given whose words are joined from
// several quotations and hold narration; see narrates.
const doubtful = 0.5

// unnamed is the factor where a cue stands beside the quotation and no words
// tell whose it is: the content is right, the speaker is not found.
const unnamed = 0.6

// Rules lists the rules of the package.
func (x *Extractor) Rules() []readout.Rule {
	return []readout.Rule{
		{ID: ruleAfter, Says: "The words after the quotation name its speaker with a verb of speech or “according to”."},
		{ID: ruleColon, Says: "The words before the quotation name its speaker with a verb of speech and a colon."},
		{ID: ruleComma, Says: "The words before the quotation name its speaker with a verb of speech and a comma."},
		{ID: ruleBare, Says: "A verb of speech with its subject stands directly before a quotation that is a clause and ends the sentence."},
		{ID: ruleInside, Says: "The cue stands inside one sentence of speech: its two parts are one statement."},
		{ID: ruleRun, Says: "The quotation follows one with a known speaker in the same paragraph, with nothing between them."},
		{ID: ruleReport, Says: "The sentence before, in the same paragraph, reports what a speaker said; the quotation, without a cue, goes on."},
		{ID: ruleAdding, Says: "A participle such as “adding” gives the quotation to the speaker of the sentence."},
		{ID: ruleParagraph, Says: "The paragraph before ends with a cue and a colon."},
		{ID: ruleVerbColon, Says: "A person and a verb that is no verb of speech stand directly before a colon and the quotation."},
		{ID: ruleLabel, Says: "A name or an office and a colon stand before the quotation, as in a headline."},
		{ID: ruleDash, Says: "A dash and a name stand behind the quotation, as under a letter or a motto."},
		{ID: ruleTranscript, Says: "A transcript's label names who speaks until the next label."},
		{ID: ruleBlock, Says: "A block quotation follows a paragraph that ends with a cue and a colon."},
		{ID: ruleAlone, Says: "A whole sentence in quotation marks stands alone: it is said, the report does not say by whom."},
		{ID: ruleSpeaker, Says: "The name of a speaker, as written."},
		{ID: ruleAddressee, Says: "The name of someone who is told, as written."},
	}
}

// lowered multiplies a confidence by a factor and keeps two decimals: it is
// measured on some hundred statements, and no finer than that.
func lowered(c, factor float64) float64 { return math.Round(c*factor*100) / 100 }
