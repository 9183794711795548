package web

import (
	"cmp"
	"slices"

	"readout"
)

// damageNote says a kind of damage to a reader.
type damageNote struct {
	one, many string // "1 fused word", "3 fused words"
	note      string // shown at the place
}

// damageSays gives the words for a kind; a kind it does not know keeps its own
// name.
func damageSays(kind readout.DamageKind) damageNote {
	switch kind {
	case readout.DamageFused:
		return damageNote{"missing break", "missing breaks", "A space or line break is missing here in the source."}
	case readout.DamageQuotes:
		return damageNote{"mismatched quotation mark", "mismatched quotation marks",
			"The quotation marks do not match in the source."}
	case readout.DamageDoubled:
		return damageNote{"doubled line", "doubled lines", "This line stands twice in the source."}
	case readout.DamageNBSP:
		return damageNote{"no-break space", "no-break spaces", "A no-break space stands here in the source."}
	case readout.DamageMojibake:
		return damageNote{"run of garbled characters", "runs of garbled characters",
			"The source was written in one charset and read in another."}
	case readout.DamageControl:
		return damageNote{"control character", "control characters",
			"A control or replacement character stands here in the source."}
	}
	return damageNote{string(kind), string(kind), string(kind)}
}

// damageCount counts one kind of damage in a report or a pile.
type damageCount struct {
	kind readout.DamageKind
	n    int
}

// countDamage counts a document's damage by kind, in the order of the kinds'
// names.
func countDamage(damage []readout.Damage) []damageCount {
	var counts []damageCount
	for _, dm := range damage {
		i, found := slices.BinarySearchFunc(counts, dm.Kind, func(c damageCount, k readout.DamageKind) int {
			return cmp.Compare(c.kind, k)
		})
		if !found {
			counts = slices.Insert(counts, i, damageCount{kind: dm.Kind})
		}
		counts[i].n++
	}
	return counts
}
