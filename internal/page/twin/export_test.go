package twin

// Likeness measures two bodies exactly, for the tests that read development
// data.
func Likeness(a, b string) (jaccard float64, like bool) {
	c := newComparer([]Doc{{ID: a}, {ID: b}}, func(id string) (string, error) { return id, nil })
	jaccard, like, _ = c.compare(0, 1) // the bodies are there: no error
	return jaccard, like
}

// Shingles is the set of a body's runs of five words.
func Shingles(body string) []uint64 { return shingle(body).all }
