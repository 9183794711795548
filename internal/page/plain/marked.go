package plain

import "readout"

// Damage notes what is broken in a text whose blocks are known already: the
// text of a page. The notes are those that [Read] makes of plain text.
func Damage(text string, blocks []readout.Block) []readout.Damage {
	units, at := cut(text), 0
	for i := range units {
		for at < len(blocks) && blocks[at].Span.End <= units[i].span.Start {
			at++
		}
		if at < len(blocks) {
			units[i].role = blocks[at].Role
		}
	}
	return damage(text, units, loadWords())
}
