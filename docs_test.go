package readout

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestRecordsAreDocumented holds docs/records.md to the JSON forms: every key
// stands there between backticks or quotation marks.
func TestRecordsAreDocumented(t *testing.T) {
	b, err := os.ReadFile("docs/records.md")
	if err != nil {
		t.Fatal(err)
	}
	docs, keys := string(b), 0
	for _, v := range []any{documentJSON{}, entityJSON{}, statementJSON{}, evidenceJSON{}, reasonJSON{},
		blockJSON{}, damageJSON{}, partJSON{}, datingJSON{}, fieldJSON{}, roleJSON{}} {
		typ := reflect.TypeOf(v)
		for i := range typ.NumField() {
			key, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			keys++
			if !strings.Contains(docs, "`"+key+"`") && !strings.Contains(docs, `"`+key+`"`) {
				t.Errorf("docs/records.md does not tell of %q of %s", key, typ.Name())
			}
		}
	}
	if keys == 0 {
		t.Fatal("no keys found: the test shows nothing")
	}
}
