package source

import (
	"errors"
	"fmt"
)

// SkipReason is why something was not read.
type SkipReason string

// The reasons. [Reasons] lists them with a sentence each.
const (
	Unreadable  SkipReason = "unreadable"
	Unsupported SkipReason = "unsupported"
	Empty       SkipReason = "empty"
	TooLarge    SkipReason = "too-large"
	OverRatio   SkipReason = "over-ratio"
	TooDeep     SkipReason = "too-deep"
	TooMany     SkipReason = "too-many"
	BadPath     SkipReason = "bad-path"
	BadGzip     SkipReason = "bad-gzip"
	BadZip      SkipReason = "bad-zip"
	BadTar      SkipReason = "bad-tar"
	BadWARC     SkipReason = "bad-warc-record"
	BadHTTP     SkipReason = "bad-http"
	HTTPStatus  SkipReason = "http-status"
	BadJSON     SkipReason = "bad-json"
	BadRow      SkipReason = "bad-row"
	BadFeed     SkipReason = "bad-feed"
	BadMail     SkipReason = "bad-mail"
	NoText      SkipReason = "no-text"
	NotAReport  SkipReason = "not-a-report"
)

// ReasonText is a reason with its meaning.
type ReasonText struct {
	Reason SkipReason
	Says   string // one sentence for a reader
}

// Reasons lists every reason that Walk gives, in the order of the docs.
func Reasons() []ReasonText {
	return []ReasonText{
		{Unreadable, "The path does not exist, the system would not let it be read, or the page cannot be taken apart (elements nested over 512 deep)."},
		{Unsupported, "The format is not one that is read: a picture, a PDF, a program."},
		{Empty, "There is nothing in it but white space."},
		{TooLarge, "It is larger than one item, line or archive may be."},
		{OverRatio, "It unpacks to far more than its packed size, as a decompression bomb does."},
		{TooDeep, "It lies in more archives within archives than are opened."},
		{TooMany, "The archive has more entries than are read."},
		{BadPath, "The name of an archive's entry leaves the archive: absolute, or with '..'."},
		{BadGzip, "The compressed data is damaged or cut short."},
		{BadZip, "The zip archive or one of its entries is damaged or encrypted."},
		{BadTar, "The tar archive is damaged or cut short."},
		{BadWARC, "A record of a web archive is damaged; reading went on at the next one."},
		{BadHTTP, "The HTTP answer in a web archive's record cannot be taken apart."},
		{HTTPStatus, "The page was answered with a status other than 200: moved, missing, failed."},
		{BadJSON, "The JSON is damaged or cut short."},
		{BadRow, "A row or line of a table cannot be taken apart."},
		{BadFeed, "A feed or one of its entries cannot be taken apart."},
		{BadMail, "A mail or one of its parts cannot be taken apart."},
		{NoText, "A row, entry or mail has no text, or a table has no column known to hold it."},
		{NotAReport, "Part of a container that holds no report: an index, a request, a style sheet."},
	}
}

// fault is an error of the input that knows its reason.
type fault struct {
	reason SkipReason
	detail string
	err    error // may be nil
}

func (f *fault) Error() string {
	if f.err == nil {
		return f.detail
	}
	return f.detail + ": " + f.err.Error()
}

func (f *fault) Unwrap() error { return f.err }

func faultf(reason SkipReason, format string, args ...any) *fault {
	return &fault{reason: reason, detail: fmt.Sprintf(format, args...)}
}

// reasonOf is the reason of a read error, other where the error has none.
func reasonOf(err error, other SkipReason) SkipReason {
	var f *fault
	if errors.As(err, &f) {
		return f.reason
	}
	return other
}
