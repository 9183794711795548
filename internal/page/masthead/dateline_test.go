package masthead

import "testing"

func TestParseDateline(t *testing.T) {
	tests := []struct{ par, want string }{ // place|agency|date|rest
		{"DOHA, Qatar (AP) — The envoy landed.", "DOHA, Qatar|AP||The envoy landed."},
		{"WASHINGTON, Jan 12 (Reuters) - The envoy left.", "WASHINGTON|Reuters|Jan 12|The envoy left."},
		{"GENEVA — The talks opened.", "GENEVA|||The talks opened."},
		{"LONDON – The talks opened.", "LONDON|||The talks opened."},
		{"TEL AVIV/BEIRUT (Reuters) - Both sides met.", "TEL AVIV/BEIRUT|Reuters||Both sides met."},
		{"(Reuters) - Both sides met.", "|Reuters||Both sides met."},
		{"(AFP) Both sides met.", "|AFP||Both sides met."},
		{"JERUSALEM, Oct. 13 (Xinhua) -- Both sides met.", "JERUSALEM|Xinhua|Oct. 13|Both sides met."},
		{"Cairo: The envoy landed.", "Cairo|||The envoy landed."},
		{"Beirut, Lebanon – The envoy landed.", "Beirut, Lebanon|||The envoy landed."},
		{"WASHINGTON (AP) The envoy left.", "WASHINGTON|AP||The envoy left."},
		{"(CNN) -- Both sides met.", "|CNN||Both sides met."},
		{"Jerusalem (CNN) Both sides met.", "Jerusalem|CNN||Both sides met."},
		// None.
		{"FILE — The envoy in a tent, 1974.", ""},
		{"BREAKING — The envoy landed.", ""},
		{"WATCH: The envoy lands.", ""},
		{"The envoy — who had flown all night — landed.", ""},
		{"Question: Will it hold?", ""},
		{"The envoy (AP) spoke.", ""},
		{"Envoys in Geneva: what they want", ""},
		{"", ""},
	}
	for _, tt := range tests {
		got := ""
		if dl, ok := ParseDateline(tt.par); ok {
			got = dl.Place.In(tt.par) + "|" + dl.Agency + "|" + dl.Date + "|" + tt.par[dl.Span.End:]
		}
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.par, got, tt.want)
		}
	}
}
