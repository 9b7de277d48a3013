package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

// A message as it came, and the two keys that its receiver has.
type message struct {
	Secret    string            `json:"secret"`
	PublicKey string            `json:"public_key"`
	Headers   map[string]string `json:"headers"`
	Body      string            `json:"body"`
}

// v1a as the specification has it; the library knows v1 alone.
func (m message) verifyPublic() error {
	key := must(base64.StdEncoding.DecodeString(strings.TrimPrefix(m.PublicKey, "whpk_")))
	signed := m.Headers["webhook-id"] + "." + m.Headers["webhook-timestamp"] + "." + m.Body
	for _, signature := range strings.Split(m.Headers["webhook-signature"], " ") {
		if encoded, is := strings.CutPrefix(signature, "v1a,"); is {
			if ed25519.Verify(key, []byte(signed), must(base64.StdEncoding.DecodeString(encoded))) {
				return nil
			}
		}
	}
	return errors.New("no v1a signature is by this key")
}

// Messages of a webhook, a line of JSON each, by the reference library of Standard Webhooks; says how many are good.
func verifyWebhooks() {
	decoder := json.NewDecoder(os.Stdin)
	good, bad := 0, 0
	for {
		var m message
		if err := decoder.Decode(&m); err == io.EOF {
			break
		} else if err != nil {
			log.Fatal(err)
		}
		headers := http.Header{}
		for name, value := range m.Headers {
			headers.Set(name, value)
		}
		// The time is the sender's clock, which the tests set.
		if must(webhooks.NewWebhook(m.Secret)).VerifyIgnoringTimestamp([]byte(m.Body), headers) == nil && m.verifyPublic() == nil {
			good++
		} else {
			bad++
		}
	}
	fmt.Printf("%d good, %d bad\n", good, bad)
}
