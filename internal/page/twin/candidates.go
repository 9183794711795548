package twin

import (
	"cmp"
	"slices"
)

// pair is two documents by their place in order, a < b.
type pair struct{ a, b int }

// leaders bounds what one bucket costs. In a bucket of n documents, all pairs
// would be n²/2: a newsletter's frame in 10,000 bodies makes 50 million. Each
// document is compared with the leaders instead, and becomes one itself where
// it is like none of them. A pair is lost only where both its bodies share
// each of their common bands with more than 64 others that are all unlike.
const leaders = 64

// candidates are the pairs that share a band and whose signatures agree nearly
// enough; sorted, each once. Memory is one band's keys at a time.
func candidates(docs []Doc) []pair {
	type key struct {
		hash uint64
		doc  int
	}
	keys := make([]key, 0, len(docs))
	var found []pair
	for band := range bands {
		keys = keys[:0]
		for i, doc := range docs {
			if len(doc.Sign) != signSize {
				continue
			}
			h := uint64(band)
			for _, x := range doc.Sign[band*bandRows : (band+1)*bandRows] {
				h = mix(h<<32 ^ uint64(x) ^ h>>32)
			}
			keys = append(keys, key{h, i})
		}
		slices.SortFunc(keys, func(a, b key) int {
			return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.doc, b.doc))
		})
		var bucket []int
		for i, k := range keys {
			if i > 0 && keys[i-1].hash != k.hash {
				found = inBucket(docs, bucket, found)
				bucket = bucket[:0]
			}
			bucket = append(bucket, k.doc)
		}
		found = inBucket(docs, bucket, found)
	}
	slices.SortFunc(found, func(x, y pair) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return slices.Compact(found)
}

// minAgreement is the least estimate at which a pair is compared exactly: five
// standard deviations below the cut-off, so that none is lost by it.
const minAgreement = shortenedJaccard - 5*0.036

// inBucket adds the candidates among the documents of one bucket, which are in
// order.
func inBucket(docs []Doc, bucket []int, found []pair) []pair {
	if len(bucket) < 2 {
		return found
	}
	var heads []int
	for _, doc := range bucket {
		same := false
		for _, head := range heads {
			if agree := agreement(docs[head].Sign, docs[doc].Sign); agree >= minAgreement {
				found = append(found, pair{head, doc})
				same = same || agree > sameReport
			}
		}
		if !same && len(heads) < leaders {
			heads = append(heads, doc)
		}
	}
	return found
}

// sameReport is the estimate from which a document needs not lead its bucket
// beside its like: whatever is like it is, all but surely, like that one.
const sameReport = 0.9
