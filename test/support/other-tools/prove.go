// Checks one text with Go's own packages: `prove inclusion VERIFIERKEY LEAFHASH < tlog-proof`, or
// `prove consistency VERIFIERKEY OLDROOT < request to a witness`. Hashes in base64.
package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	verifier, err := note.NewVerifier(os.Args[2])
	check(err)
	given, err := tlog.ParseHash(os.Args[3])
	check(err)
	text, err := io.ReadAll(os.Stdin)
	check(err)
	parts := strings.SplitN(string(text), "\n\n", 2)
	opened, err := note.Open([]byte(parts[1]), note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := tlog.ParseHash(lines[2])
	check(err)
	head := strings.Split(parts[0], "\n")
	if os.Args[1] == "inclusion" {
		head = head[1:]
	}
	number, err := strconv.ParseInt(strings.Fields(head[0])[1], 10, 64)
	check(err)
	var path []tlog.Hash
	for _, line := range head[1:] {
		hash, err := tlog.ParseHash(line)
		check(err)
		path = append(path, hash)
	}
	if os.Args[1] == "inclusion" {
		check(tlog.CheckRecord(path, size, root, number, given))
	} else {
		check(tlog.CheckTree(path, size, root, number, given))
	}
	fmt.Println("OK", size)
}
