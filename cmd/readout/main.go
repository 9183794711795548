// Command readout reads a pile of news reports and lays out who said and did
// what, every line one step from the sentence it came from.
package main

func main() {}
