// The log as the tools of other transparency logs see it: golang.org/x/mod/sumdb/{tlog,note}, the tile client of
// Tessera and the cosignatures of transparency-dev/formats. Nothing here is shared with the server.
//
//	go run . vectors                  writes ../pure/vectors/tlog.json anew (to standard output)
//	go run . check URL VKEY           reads the log at URL by its tiles and verifies all of it
//	go run . cosign SKEY < checkpoint signs a checkpoint as a witness
//	go run . webhooks < messages      verifies what a webhook was sent (webhooks.go)
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"

	cosig "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/tessera/client"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

type memory []tlog.Hash

func (stored memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hashes[i] = stored[index]
	}
	return hashes, nil
}

func entry(n int64) []byte { return fmt.Appendf(nil, `{"entry":%d}`, n) }

// Tiles as C2SP paths them: without the height, which is always 8.
func tilePath(tile tlog.Tile) string { return "tile/" + tile.Path()[len("tile/8/"):] }

func hexes(hashes []tlog.Hash) []string {
	texts := []string{}
	for _, h := range hashes {
		texts = append(texts, hex.EncodeToString(h[:]))
	}
	return texts
}

func vectors() {
	type root struct {
		Size int64  `json:"size"`
		Hash string `json:"hash"`
	}
	type tile struct {
		Path   string `json:"path"`
		SHA256 string `json:"sha256"`
	}
	type inclusion struct {
		Size  int64    `json:"size"`
		Index int64    `json:"index"`
		Proof []string `json:"proof"`
	}
	type consistency struct {
		From  int64    `json:"from"`
		To    int64    `json:"to"`
		Proof []string `json:"proof"`
	}
	var out struct {
		Entries     string        `json:"entries"`
		Roots       []root        `json:"roots"`
		Size        int64         `json:"size"`
		Tiles       []tile        `json:"tiles"`
		Bundles     []tile        `json:"bundles"`
		Indexes     []any         `json:"indexes"`
		Inclusion   []inclusion   `json:"inclusion"`
		Consistency []consistency `json:"consistency"`
		Cosigned    struct {
			Log     string `json:"log"`
			Witness string `json:"witness"`
			Note    string `json:"note"`
		} `json:"cosigned"`
	}
	const size = 70_000
	sizes := []int64{0, 1, 2, 3, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, size}
	out.Entries = `{"entry":N}, N from 0`
	out.Size = size
	var stored memory
	wanted := map[int64]bool{}
	for _, s := range sizes {
		wanted[s] = true
	}
	for n := int64(0); ; n++ {
		if wanted[n] {
			h := must(tlog.TreeHash(n, stored))
			out.Roots = append(out.Roots, root{n, hex.EncodeToString(h[:])})
		}
		if n == size {
			break
		}
		stored = append(stored, must(tlog.StoredHashes(n, entry(n), stored))...)
	}
	for _, t := range tlog.NewTiles(8, 0, size) {
		if t.L > 0 || t.N%64 == 0 || t.W < 256 {
			sum := sha256.Sum256(must(tlog.ReadTileData(t, stored)))
			out.Tiles = append(out.Tiles, tile{tilePath(t), hex.EncodeToString(sum[:])})
		}
	}
	for _, n := range []int64{0, 1, 999, 1000, 1234067, 999999999, 1000000000} {
		path := tilePath(tlog.Tile{H: 8, L: 0, N: n, W: 256})
		partial := tilePath(tlog.Tile{H: 8, L: 0, N: n, W: 112})
		out.Indexes = append(out.Indexes, map[string]any{"index": n, "path": path, "partial": partial})
	}
	for _, at := range [][2]int64{{1, 0}, {2, 1}, {256, 255}, {257, 256}, {70_000, 0}, {70_000, 65_535}, {70_000, 69_999}} {
		proof := must(tlog.ProveRecord(at[0], at[1], stored))
		out.Inclusion = append(out.Inclusion, inclusion{at[0], at[1], hexes(proof)})
	}
	for _, at := range [][2]int64{{1, 2}, {255, 256}, {256, 512}, {300, 65_537}, {65_536, 70_000}, {69_999, 70_000}} {
		proof := must(tlog.ProveTree(at[1], at[0], stored))
		out.Consistency = append(out.Consistency, consistency{at[0], at[1], hexes(proof)})
	}
	seed := bytes.NewReader(make([]byte, 64))
	skey, vkey, err := note.GenerateKey(seed, "log.example/onrecord")
	if err != nil {
		log.Fatal(err)
	}
	wskey, wvkey, err := note.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{7}, 64)), "witness.example/w1")
	if err != nil {
		log.Fatal(err)
	}
	h := must(tlog.TreeHash(size, stored))
	text := fmt.Sprintf("log.example/onrecord\n%d\n%s\n", size, base64.StdEncoding.EncodeToString(h[:]))
	signed := must(note.Sign(&note.Note{Text: text}, must(note.NewSigner(skey)), must(cosig.NewSignerForCosignatureV1(wskey))))
	out.Cosigned.Log = vkey
	out.Cosigned.Witness = must(cosig.VKeyToCosignatureV1(wvkey))
	out.Cosigned.Note = string(signed)
	bundle := []byte{}
	for n := int64(69_888); n < size; n++ {
		e := entry(n)
		bundle = append(append(bundle, byte(len(e)>>8), byte(len(e))), e...)
	}
	sum := sha256.Sum256(bundle)
	out.Bundles = append(out.Bundles, tile{"tile/entries/273.p/112", hex.EncodeToString(sum[:])})
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(out); err != nil {
		log.Fatal(err)
	}
}

// Tiles over HTTP, for x/mod's own reader, which verifies each against the root before it uses it.
type remote struct{ prefix string }

func (r remote) Height() int                         { return 8 }
func (r remote) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (r remote) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, t := range tiles {
		data[i] = fetch(r.prefix + "/" + tilePath(t))
	}
	return data, nil
}

func fetch(address string) []byte {
	response := must(http.Get(address))
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		log.Fatalf("%s: %s", address, response.Status)
	}
	return must(io.ReadAll(response.Body))
}

func check(prefix, vkey string) {
	verifier := must(note.NewVerifier(vkey))
	opened := must(note.Open(fetch(prefix+"/checkpoint"), note.VerifierList(verifier)))
	var origin, encoded string
	var size int64
	must(fmt.Sscanf(opened.Text, "%s\n%d\n%s\n", &origin, &size, &encoded))
	var root tlog.Hash
	copy(root[:], must(base64.StdEncoding.DecodeString(encoded)))
	hashes := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, remote{prefix})

	// Every entry, by Tessera's client, is what its leaf's hash says, and in the tree.
	ctx := context.Background()
	fetcher := must(client.NewHTTPFetcher(must(url.Parse(prefix+"/")), nil))
	var read int64
	for index := uint64(0); read < size; index++ {
		bundle := must(client.GetEntryBundle(ctx, fetcher.ReadEntryBundle, index, uint64(size)))
		for _, data := range bundle.Entries {
			leaf := tlog.RecordHash(data)
			proof := must(tlog.ProveRecord(size, read, hashes))
			if err := tlog.CheckRecord(proof, size, root, read, leaf); err != nil {
				log.Fatalf("entry %d: %v", read, err)
			}
			read++
		}
	}
	// The log at each earlier size is a beginning of what it is.
	for from := int64(1); from <= size; from++ {
		old := must(tlog.TreeHash(from, hashes))
		if err := tlog.CheckTree(must(tlog.ProveTree(size, from, hashes)), size, root, from, old); err != nil {
			log.Fatalf("size %d: %v", from, err)
		}
	}
	builder := must(client.NewProofBuilder(ctx, uint64(size), fetcher.ReadTile))
	must(builder.InclusionProof(ctx, uint64(size-1)))
	fmt.Printf("%s: %d entries, %d signatures not known to us\n", origin, read, len(opened.UnverifiedSigs))
}

func cosign(skey string) {
	text := must(io.ReadAll(os.Stdin))
	signer := must(cosig.NewSignerForCosignatureV1(skey))
	body := string(text[:bytes.LastIndex(text, []byte("\n\n"))+1])
	signed := must(note.Sign(&note.Note{Text: body}, signer))
	os.Stdout.Write(append(text, signed[len(body)+1:]...))
}

func main() {
	log.SetFlags(0)
	switch {
	case len(os.Args) == 2 && os.Args[1] == "vectors":
		vectors()
	case len(os.Args) == 4 && os.Args[1] == "check":
		check(os.Args[2], os.Args[3])
	case len(os.Args) == 3 && os.Args[1] == "cosign":
		cosign(os.Args[2])
	case len(os.Args) == 2 && os.Args[1] == "webhooks":
		verifyWebhooks()
	default:
		log.Fatal("usage: vectors | check URL VKEY | cosign SKEY < checkpoint | webhooks < messages")
	}
}
