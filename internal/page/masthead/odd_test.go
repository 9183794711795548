package masthead

import (
	"testing"
)

// TestOddBareBylines holds lines in the byline's place that are, or only look
// like, names alone.
func TestOddBareBylines(t *testing.T) {
	tests := []struct{ line, want string }{
		{"Jane Example\u200b", "Jane Example"},
		{"JANE EXAMPLE Associated Press", "JANE EXAMPLE"},
		{"Jane Example BBC News", "Jane Example"},
		{"Jane Example BBC News, Nairobi", "Jane Example"},
		{"Jane Example | Harbour Post", "Jane Example"},
		{"Jane Example In Washington", "Jane Example"},
		{"Jane Example, Washington Correspondent", "Jane Example"},
		{"Jane Example, Abuja", "Jane Example"},
		{"Dr Jane Example", "Dr Jane Example"},
		{"Mallam Musa Misali", "Mallam Musa Misali"},
		{"K.P. Example", "K.P. Example"},
		{"Ngũgĩ wa Mfano", "Ngũgĩ wa Mfano"},
		{"AFP", "[AFP]"},
		{"The Associated Press", "[The Associated Press]"},
		{"PTI", "[PTI]"},
		{"Agence France-Presse in Cairo", "[Agence France-Presse]"},
		{"Agence France-Presse", "[Agence France-Presse]"},
		{"New York", "none"},
		{"New Delhi", "none"},
		{"Tel Aviv", "none"},
		{"White House", "none"},
		{"West Bank", "none"},
		{"Saudi Arabia", "none"},
		{"South Africa", "none"},
		{"Red Sea", "none"},
		{"Middle East & Africa", "none"},
		{"Terms Of Use", "none"},
		{"Sign In", "none"},
		{"Cookie Policy", "none"},
		{"Privacy Policy", "none"},
		{"Share Article", "none"},
		{"Listen Now", "none"},
		{"Editor's Picks", "none"},
		{"Most Read", "none"},
		{"Getty Images", "none"},
		{"File Photo", "none"},
		{"Key Points", "none"},
		{"Key Takeaways", "none"},
		{"Real Estate", "none"},
		{"Personal Finance", "none"},
		{"Life & Style", "none"},
		{"Opinion", "none"},
		{"Daily Example Newsletter", "none"},
		{"Supreme Court", "none"},
		{"Foreign Affairs", "none"},
		{"Climate Change", "none"},
		{"Love Island", "none"},
	}
	for _, tt := range tests {
		if got := bylineString(ParseByline(tt.line, true)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.line, got, tt.want)
		}
	}
}

// TestAddresses holds dates that addresses carry and numbers that only look so.
func TestAddresses(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://outlet.example/2024/1/8/envoy", "2024-01-08"},
		{"https://outlet.example/news/2024-01-08/envoy-lands/", "2024-01-08"},
		{"https://outlet.example/world/20240108-envoy-lands", "2024-01-08"},
		{"https://outlet.example/en/20240108/envoy/", "2024-01-08"},
		{"https://outlet.example/story/news/2024/01/08/envoy/7212345001/", "2024-01-08"},
		{"https://outlet.example/2024/january/8/envoy", "2024-01-08"},
		{"https://outlet.example/articles/2024-01-08T10:15/envoy", ""},
		{"https://outlet.example/articleshow/106612024.cms", ""},
		{"https://outlet.example/envoy-20240108.html", "2024-01-08"},
		{"https://outlet.example/envoy-20240108.php", "2024-01-08"},
		{"https://outlet.example/envoy-2024-01-08.aspx", "2024-01-08"},
		{"https://outlet.example/a?date=2024-01-08", ""},
		{"https://outlet.example/a#2024-01-08", ""},
		{"https://outlet.example/2024/13/08/envoy", ""},
		{"https://outlet.example/2024/02/30/envoy", "2024-02"},
		{"https://outlet.example/id/20241308", ""},
		{"https://outlet.example/year-in-review-2024", ""},
		{"https://outlet.example/08/01/2024/envoy", ""},
		{"https://outlet.example/2024/0108/c90000-1.html", "2024-01-08"},
		{"https://outlet.example/n1/2024/0108/c90000-1.html", "2024-01-08"},
		{"https://outlet.example/a/202401/08/WS1.html", "2024-01-08"},
		{"https://outlet.example/2024-01/08/c_1.htm", "2024-01-08"},
		{"https://outlet.example/ver.2-2024-01-08", "2024-01-08"},
		{"/2024/01/08/envoy", "2024-01-08"},
		{"", ""},
	}
	for _, tt := range tests {
		if got, ok := URLDate(tt.in); string(got) != tt.want || ok != (tt.want != "") {
			t.Errorf("%q: got %q %v, want %q", tt.in, got, ok, tt.want)
		}
	}
}

// TestHosts holds addresses as canonical links and feeds write them.
func TestHosts(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"https://www.Outlet.example:8080/a", "outlet.example"},
		{"//www.outlet.example/a", "outlet.example"},
		{"www.outlet.example/a?b", "outlet.example"},
		{"outlet.example?b=1", "outlet.example"},
		{"outlet.example:443", "outlet.example"},
		{"HTTPS://WWW.OUTLET.EXAMPLE", "outlet.example"},
		{"https://user@outlet.example/", "outlet.example"},
		{"https://outlet.example./a", "outlet.example"},
		{" https://outlet.example/a ", "outlet.example"},
	} {
		if got := Host(tt.in); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}
