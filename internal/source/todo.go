package source

func (w *walker) mailFile(in *input) error { return w.skip(in.source, Unsupported, "mail") }
func (w *walker) mbox(in *input) error     { return w.skip(in.source, Unsupported, "mbox") }
func (w *walker) feed(in *input) error     { return w.skip(in.source, Unsupported, "feed") }
func (w *walker) warc(in *input) error     { return w.skip(in.source, Unsupported, "warc") }
func (w *walker) zip(in *input) error      { return w.skip(in.source, Unsupported, "zip") }
func (w *walker) tar(in *input) error      { return w.skip(in.source, Unsupported, "tar") }
