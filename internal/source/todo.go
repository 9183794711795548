package source

func (w *walker) mailFile(in *input) error { return w.skip(in.source, Unsupported, "mail") }
func (w *walker) mbox(in *input) error     { return w.skip(in.source, Unsupported, "mbox") }
