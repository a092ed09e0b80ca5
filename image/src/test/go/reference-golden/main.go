// Prints what github.com/distribution/reference makes of image references, one per line.
//
//	go run . > ../../resources/dev/breakwater/image/reference/references.tsv
//	go run . -random 200000 -all -seed 7     # everything, for a longer comparison
//	printf 'nginx\nfoo:\n' | go run . -stdin # your own, one per line
//
// The random part is the same for the same seed. Of it only references are kept whose shape was
// not seen before, so that a few hundred lines cover the grammar.
package main

import (
	"bufio"
	_ "crypto/sha256"
	_ "crypto/sha512"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"regexp"
	"strings"

	"github.com/distribution/reference"
)

func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\\':
			b.WriteString(`\\`)
		case r >= 0x20 && r < 0x7f:
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

func line(s string) string {
	named, err := reference.ParseNormalizedNamed(s)
	if err != nil {
		return escape(s) + "\tinvalid"
	}
	tag, digest := "", ""
	if t, ok := named.(reference.Tagged); ok {
		tag = t.Tag()
	}
	if d, ok := named.(reference.Digested); ok {
		digest = d.Digest().String()
	}
	effective := ""
	if t, ok := reference.TagNameOnly(named).(reference.Tagged); ok {
		effective = t.Tag()
	}
	return strings.Join([]string{escape(s), "valid", reference.Domain(named), reference.Path(named), tag, digest,
		effective, familiar(named), named.String()}, "\t")
}

// The familiar form, unless that would mean something else: docker.io/a.b/c has the familiar form a.b/c.
func familiar(named reference.Named) string {
	short := reference.FamiliarString(named)
	if again, err := reference.ParseNormalizedNamed(short); err != nil || again.String() != named.String() {
		return named.String()
	}
	return short
}

var hex64 = strings.Repeat("0123456789abcdef", 4)

func byHand() []string {
	sha256, sha384, sha512 := "sha256:"+hex64, "sha384:"+hex64+hex64[:32], "sha512:"+hex64+hex64
	list := []string{
		"", " ", "nginx", " nginx", "nginx ", "nginx\n", "nginx:1.25", "nginx:", ":", "/", "//", "@", ":latest", "nginx@", "nginx:@", "nginx:1@", "nginx@:",
		"nginx:@" + sha256, "nginx@" + sha256 + ":1", "nginx@" + sha256 + "@" + sha256, "nginx:a:b", "nginx:a/b", "a:1/b:2", "a:1/b", "a:b/c",
		"/nginx", "nginx/", "nginx//x", "docker.io", "docker.io/", "docker.io:", "docker.io:443/nginx", "docker.io/nginx", "docker.io/library/nginx",
		"docker.io/library/a/b", "docker.io/a.b/c", "docker.io/localhost/c", "docker.io/library/a.b", "docker.io/a/b:c", "index.docker.io", "index.docker.io/", "index.docker.io/nginx:1", "index.docker.io/library/nginx",
		"index.docker.io/a/b", "index.docker.io:443/nginx", "INDEX.docker.io/nginx", "Docker.io/nginx", "DOCKER.IO/library/nginx", "registry-1.docker.io/nginx",
		"library/nginx", "library", "library/", "library/a/b", "localhost", "localhost/nginx", "localhost:5000", "localhost:5000/nginx", "localhost:/nginx",
		"localhost:x/nginx", "Localhost/nginx", "LOCALHOST/a/b", "localhost.localdomain/x", "example/nginx", "example.com", "example.com/nginx",
		"example.com:5000/a/b/c:v1@" + sha256, "example.com:05000/a", "example.com:99999999999999999999/a", "example.com./a", ".example.com/a", "example..com/a",
		"-example.com/a", "example-.com/a", "exam--ple.com/a", "example.com-/a", "exa_mple.com/a", "exa_mple/a", "exa__mple.com/a:1", "exa___mple.com/a",
		"exa_mple.com:80/a", "exa_mple.com/A", "Exa_mple.com/a", "a.b_c", "a.b_c/d@" + sha256, "a_.b/c", "foo.bar_baz/library/x",
		"xn--bcher-kva.example/a", "b\u00fccher.example/a", "\u00c9clair/a", "\u212a/a", "nginx\u00e9", "nginx:\u00e9", "EXAMPLE/a", "Example/a", "example/A", "eXample.com/a", "eXample.com/A",
		"Nginx", "NGINX:1", "nginx:LATEST", "library/Nginx", "10.0.0.1/a", "10.0.0.1:80/a", "10.0.0.1", "10.0.0.1:80", "999.1.1.1/a",
		"[::1]/a", "[::1]:5000/a", "[::1]", "[::1]:5000", "[]/a", "[]:5000/a", "[:]/a", "[fc00:1:2::3]:1/library/debian:x@" + sha256, "[FE80::A]/a", "[fe80::1%eth0]:5000/a",
		"[::ffff:10.0.0.1]/a", "[::1/a", "::1/a", "fc00::1:5000/debian", "[::1]5000/a", "[::1]:/a", "[::g]/a", "[::1].com/a",
		"a", "a/b", "a/b/c/d/e/f", "0", "0/0", "_a", "a_", "a_b", "a__b", "a___b", "a.b", "a..b", "a-b", "a--b", "a-----b", "a-", "-a", "a.-b", "a_.b", "a-_b", "a._b", "a.", ".a",
		"x/a.", "x/.a", "x/a__b.c-d---e", "x/_", "x/-", "x/.", "x/..", "..", "../x", "./x", "~/x",
		"a:_", "a:-", "a:.", "a:_x", "a:.x", "a:-x", "a:x.", "a:x-", "a:1.2.3-rc.1_2", "a:x+y", "a:x y", "a: x", "a :x", "a:x\t", "a:x\u0000", "a:$TAG", "${IMAGE}", "{{ .Values.image }}",
		"a:" + strings.Repeat("t", 127), "a:" + strings.Repeat("t", 128), "a:" + strings.Repeat("t", 129),
		"https://github.com/docker/docker", "docker://nginx", "docker-pullable://nginx@" + sha256, "docker://" + sha256, "oci:nginx", "git@github.com:a/b.git",
		hex64, hex64 + ":1", hex64 + "@" + sha256, strings.ToUpper(hex64), hex64[:63], hex64 + "a", "library/" + hex64, "docker.io/" + hex64, "docker.io/library/" + hex64, sha256, sha512, "sha256:abc",
		"a@" + sha256, "a:1@" + sha256, "a@" + sha384, "a@" + sha512, "x.y/a:1@" + sha512, "a@sha256:" + hex64[:63], "a@sha256:" + hex64 + "0", "a@sha384:" + hex64, "a@sha512:" + hex64,
		"a@sha256:" + strings.ToUpper(hex64), "a@SHA256:" + hex64, "a@Sha256:" + hex64, "a@sha224:" + hex64[:56], "a@md5:" + hex64[:32], "a@sha1:" + hex64[:40], "a@sha256+b64:" + hex64, "a@sha256:" + hex64[:31],
		"a@sha256:" + hex64[:62] + "zz", "a@sha256", "a@sha256:", "a@" + hex64, "a@latest", "a@:" + hex64, "a@sha256::" + hex64, "a@ " + sha256, "a@" + sha256 + " ", "a@" + sha256 + "\n",
		"A@" + sha256, "@" + sha256, "a/@" + sha256, "a/b:c@" + sha256 + "/d",
		strings.Repeat("a", 247), strings.Repeat("a", 248), "docker.io/" + strings.Repeat("a", 247), "docker.io/" + strings.Repeat("a", 248),
		"x/" + strings.Repeat("a", 253), "x/" + strings.Repeat("a", 254), "x.y/" + strings.Repeat("a", 255), "x.y/" + strings.Repeat("a", 256),
		"x.y/" + strings.Repeat("a", 127) + "/" + strings.Repeat("b", 127), "x.y/" + strings.Repeat("a", 127) + "/" + strings.Repeat("b", 128),
		strings.Repeat("d", 300) + ".com/a", strings.Repeat("d.", 150) + "com/" + strings.Repeat("a", 255) + ":" + strings.Repeat("t", 128) + "@" + sha256,
		"x_y.z/" + strings.Repeat("a", 249), "x_y.z/" + strings.Repeat("a", 250), strings.Repeat("a/", 127) + "a", strings.Repeat("a/", 128) + "a",
		"gcr.io/distroless/static-debian12:nonroot", "registry.k8s.io/pause:3.10", "quay.io/org/app@" + sha256, "ghcr.io/Org/app", "ghcr.io/org/app:v1.0.0-amd64",
		"123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/app:7", "mcr.microsoft.com/dotnet/aspnet:8.0", "host.docker.internal:5000/x", "kind-registry:5000/x", "a.b", "a.b:c", "a.b/c:d", "a.B/c", "A/b", "A/B",
	}
	return list
}

var pieces = []string{
	"a", "b1", "nginx", "library", "docker.io", "index.docker.io", "localhost", "example.com", "Example", "EX.com", "10.0.0.1", "[::1]", "[fc00::1]", "[]", "[::1%e]", "x-y", "x--y", "x_y", "x__y", "x___y", "x.y_z",
	"0", "5000", "latest", "v1.2", "1.2-rc_3", "A", "-", "_", ".", "..", "--", "__", " ", "\n", "\u00e9", "%", "+", "sha256", "sha512", "sha384", "md5", "SHA256",
}
var separators = []string{"/", "/", "/", "/", ":", ":", "@", "", "", ".", "-", "_", "//", "/:", ":@", "::"}

func random(r *rand.Rand) string {
	var b strings.Builder
	if r.Intn(3) == 0 { // well formed but for a slip
		if r.Intn(2) == 0 {
			b.WriteString([]string{"docker.io", "index.docker.io", "localhost", "example.com", "a.b_c", "A", "x", "[::1]", "10.0.0.1"}[r.Intn(9)])
			if r.Intn(3) == 0 {
				b.WriteString(":5000")
			}
			b.WriteString("/")
		}
		for n := r.Intn(3); n >= 0; n-- {
			b.WriteString([]string{"a", "library", "x-y", "x__y", "x.y", "B", "c.d_e", "nginx"}[r.Intn(8)])
			if n > 0 {
				b.WriteString("/")
			}
		}
		if r.Intn(2) == 0 {
			b.WriteString(":" + []string{"1", "latest", "V1.2-rc_3", "_", ""}[r.Intn(5)])
		}
		if r.Intn(2) == 0 {
			b.WriteString("@" + []string{"sha256:", "sha384:", "sha512:", "md5:"}[r.Intn(4)] + strings.Repeat("0123456789abcdef", 8)[:[]int{64, 96, 128, 63}[r.Intn(4)]])
		}
	} else {
		for n := 1 + r.Intn(7); n > 0; n-- {
			b.WriteString(pieces[r.Intn(len(pieces))])
			if n > 1 || r.Intn(8) == 0 {
				b.WriteString(separators[r.Intn(len(separators))])
			}
		}
		if r.Intn(6) == 0 {
			b.WriteString("@sha256:" + hex64[:64-r.Intn(20)/19])
		}
	}
	s := b.String()
	if r.Intn(4) == 0 && s != "" { // one character changed, dropped or doubled
		runes := []rune(s)
		i := r.Intn(len(runes))
		switch r.Intn(3) {
		case 0:
			runes[i] = []rune("aZ09._-/:@[]+ %")[r.Intn(15)]
		case 1:
			runes = append(runes[:i], runes[i+1:]...)
		default:
			runes = append(runes[:i+1], runes[i:]...)
		}
		s = string(runes)
	}
	return s
}

var lower, upper, digits = regexp.MustCompile(`[a-z]+`), regexp.MustCompile(`[A-Z]+`), regexp.MustCompile(`[0-9]+`)

// shape is the reference with every word, capital word and number written as one character.
func shape(s string) string {
	s = strings.NewReplacer("index.docker.io", "#", "docker.io", "%", "localhost", "$").Replace(s)
	return digits.ReplaceAllString(upper.ReplaceAllString(lower.ReplaceAllString(s, "a"), "A"), "0")
}

func main() {
	count := flag.Int("random", 200000, "how many random references to look at")
	seed := flag.Int64("seed", 1, "seed of the random references")
	all := flag.Bool("all", false, "print every random reference, not only new shapes")
	stdin := flag.Bool("stdin", false, "judge the lines of standard input instead")
	flag.Parse()
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	if *stdin {
		lines := bufio.NewScanner(os.Stdin)
		for lines.Scan() {
			fmt.Fprintln(out, line(lines.Text()))
		}
		return
	}
	fmt.Fprintln(out, "# Made by `go run . > ../../resources/dev/breakwater/image/reference/references.tsv` in image/src/test/go/reference-golden,")
	fmt.Fprintln(out, "# which asks github.com/distribution/reference v0.6.0 (ParseNormalizedNamed, TagNameOnly, FamiliarString). Do not edit.")
	fmt.Fprintln(out, "# input, verdict, domain, path, tag, digest, tag with the default, familiar, canonical")
	seen := map[string]bool{}
	for _, s := range byHand() {
		if !seen[s] {
			seen[s] = true
			fmt.Fprintln(out, line(s))
		}
	}
	r := rand.New(rand.NewSource(*seed))
	shapes := map[string]bool{}
	valid, invalid := 0, 0
	for i := 0; i < *count; i++ {
		s := random(r)
		result := line(s)
		isValid := !strings.HasSuffix(result, "\tinvalid")
		if !*all {
			if seen[s] || shapes[shape(s)] || (isValid && valid >= 170) || (!isValid && (invalid >= 90 || len(s) > 60)) {
				continue
			}
			shapes[shape(s)] = true
		}
		seen[s] = true
		if isValid {
			valid++
		} else {
			invalid++
		}
		fmt.Fprintln(out, result)
	}
}
