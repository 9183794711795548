package layout

import "golang.org/x/net/html"

func judge(root *html.Node, p *page) []bool { return trafilate(root, p) }
