// Writes what CronJob's own library says about random schedules: the reference of CronGoldenTest.
//
//	go run . -n 1500 -seed 7 -valid ../../engine/src/test/resources/cron/next.tsv \
//	  -invalid ../../engine/src/test/resources/cron/invalid.tsv
package main

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata"

	"github.com/robfig/cron/v3"
)

// Zones with every sort of trouble: gaps and overlaps at midnight, shifts of half an hour. Not Pacific/Apia: the
// library loops forever at the day that it left out in 2011.
var zones = []string{
	"UTC", "Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "America/Sao_Paulo", "America/Havana",
	"America/Asuncion", "America/Santiago", "America/Caracas", "America/Scoresbysund", "Asia/Beirut", "Asia/Amman",
	"Asia/Gaza", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Pyongyang", "Africa/Cairo", "Africa/Casablanca",
	"Atlantic/Azores", "Australia/Lord_Howe", "Pacific/Chatham", "Antarctica/Troll", "Etc/GMT+2",
}

type field struct {
	min, max int
	names    []string
}

var fields = []field{
	{0, 59, nil},
	{0, 23, nil},
	{1, 31, nil},
	{1, 12, strings.Fields("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC")},
	{0, 6, strings.Fields("SUN MON TUE WED THU FRI SAT")},
}

var descriptors = []string{"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"}

var fixed = []string{
	"0 0 * * *", "30 0 * * *", "0 1 * * *", "30 1 * * *", "30 2 * * *", "15 2 * * *", "0 3 * * *", "59 23 * * *",
	"* * * * *", "*/5 * * * *", "0 * * * *", "*/30 * * * *", "45 */2 * * *", "0 0 13 * 5", "0 0 */2 * 1", "0 0 * * 0",
	"0 0 1 * *", "0 0 31 * *", "0 0 30 2 *", "0 0 29 2 *", "0 0 31 4,6,9,11 *", "30 0 1 1 *", ", * * * *", "0 , * * *",
	"0 0 , * *", "0 0 , * 1", "0 0 1 , *", "*-5 ?-x * * *", "+5 05 * * *", "5/15 6/7 10/9 2/5 1/3", "0 0 1 */12 *",
	"0 12 ? * sun", "0 0 1,15 * ?/1", "*/99999999999 * * * *", "0 2 * 3,10,11 sUn", "10 0 */1 * SAT",
}

func (f field) value(r *rand.Rand) string {
	v := f.min + r.Intn(f.max-f.min+1)
	if f.names != nil && r.Intn(3) == 0 {
		s := f.names[v-f.min]
		if r.Intn(2) == 0 {
			s = strings.ToLower(s)
		}
		return s
	}
	return strconv.Itoa(v)
}

func (f field) term(r *rand.Rand) string {
	switch r.Intn(8) {
	case 0, 1, 2:
		return f.value(r)
	case 3:
		return "*"
	case 4:
		return "?"
	case 5:
		return fmt.Sprintf("*/%d", 1+r.Intn(f.max))
	case 6:
		return fmt.Sprintf("%s/%d", f.value(r), 1+r.Intn(f.max))
	default:
		a := f.min + r.Intn(f.max-f.min+1)
		b := a + r.Intn(f.max-a+1)
		s := fmt.Sprintf("%d-%d", a, b)
		if r.Intn(3) == 0 {
			s += fmt.Sprintf("/%d", 1+r.Intn(5))
		}
		return s
	}
}

func expression(r *rand.Rand) string {
	switch p := r.Intn(20); {
	case p == 0:
		return descriptors[r.Intn(len(descriptors))]
	case p == 1:
		units := []string{"h", "m", "s", "ms", "us", "µs", "ns"}
		s := "@every "
		for i := 0; i <= r.Intn(3); i++ {
			s += strconv.Itoa(1 + r.Intn(90))
			if r.Intn(3) == 0 {
				s += "." + strconv.Itoa(r.Intn(1000))
			}
			s += units[min(r.Intn(9), len(units)-1)%len(units)]
		}
		return s
	case p < 7:
		return fixed[r.Intn(len(fixed))]
	case p < 13: // what people write: fixed minute and hour around a shift, stars elsewhere
		e := []string{fields[0].value(r), strconv.Itoa(r.Intn(5)), "*", "*", "*"}
		i := 2 + r.Intn(3)
		e[i] = fields[i].term(r)
		return strings.Join(e, " ")
	}
	var e []string
	for _, f := range fields {
		t := []string{f.term(r)}
		for r.Intn(4) == 0 {
			t = append(t, f.term(r))
		}
		if r.Intn(3) == 0 {
			t = []string{"*"}
		}
		e = append(e, strings.Join(t, ","))
	}
	return strings.Join(e, " ")
}

var (
	from = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	to   = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
)

func transitions(loc *time.Location) []time.Time {
	var all []time.Time
	for t := from.In(loc); ; {
		_, end := t.ZoneBounds()
		if end.IsZero() || end.After(to) {
			return all
		}
		all = append(all, end)
		t = end
	}
}

// One character after another is changed, until the library refuses it or not: both answers are kept.
func mutate(r *rand.Rand, s string) string {
	const alphabet = "0123456789*/?-,+ @abcJANfriTZ=.L#W\t"
	b := []rune(s)
	for i := 0; i <= r.Intn(2); i++ {
		c := rune(alphabet[r.Intn(len(alphabet))])
		p := r.Intn(len(b) + 1)
		switch {
		case r.Intn(3) == 0:
			b = append(b[:p:p], append([]rune{c}, b[p:]...)...)
		case p == len(b):
		case r.Intn(2) == 0:
			b[p] = c
		default:
			b = append(b[:p:p], b[p+1:]...)
		}
	}
	return string(b)
}

var broken = []string{
	"", " ", "@", "@every", "@every ", "@every 1", "@every 1x", "@every 1h ", " @daily", "@daily ", "@Daily", "@reboot",
	"0 0 * * 7", "0 0 * * * *", "* * * *", "60 * * * *", "0 24 * * *", "0 0 0 * *", "0 0 32 * *", "0 0 * 0 *", "0 0 * 13 *",
	"5-1 * * * *", "*/0 * * * *", "1/2/3 * * * *", "1-2-3 * * * *", "-1 * * * *", "a * * * *", "0 0 * JANUARY *",
	"0 0 L * *", "0 0 15W * *", "0 0 * * 5#2", "0 0 * * SUN-7", "*/-2 * * * *", "*/x * * * *", "1- * * * *", "1/ * * * *",
	"/5 * * * *", "0x5 * * * *", "1_0 * * * *", "99999999999999999999 * * * *", "@every 9999999999999h", "@every -", "@every .s",
	"0 0 * * fri-mon",
}

func parse(expr string) (s cron.Schedule, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	if strings.Contains(expr, "TZ") { // as the API server does
		return nil, fmt.Errorf("cannot use TZ")
	}
	return cron.ParseStandard(expr)
}

func main() {
	n := flag.Int("n", 1500, "rows")
	seed := flag.Int64("seed", 7, "")
	valid := flag.String("valid", "next.tsv", "")
	invalid := flag.String("invalid", "invalid.tsv", "")
	flag.Parse()
	r := rand.New(rand.NewSource(*seed))

	shifts := map[string][]time.Time{}
	locs := map[string]*time.Location{}
	for _, z := range zones {
		loc, err := time.LoadLocation(z)
		if err != nil {
			panic(err)
		}
		locs[z], shifts[z] = loc, transitions(loc)
	}
	f, err := os.Create(*valid)
	if err != nil {
		panic(err)
	}
	out := bufio.NewWriter(f)
	fmt.Fprintln(out, "# schedule, zone, instant, then the distances in seconds to the next three runs; - is never. Written by dev/cron-golden.")
	for row := 0; row < *n; row++ {
		expr := expression(r)
		zone := zones[r.Intn(len(zones))]
		at := from.Add(time.Duration(r.Int63n(int64(to.Sub(from)/time.Second))) * time.Second)
		if s := shifts[zone]; len(s) > 0 && r.Intn(4) > 0 {
			at = s[r.Intn(len(s))].Add(time.Duration(r.Int63n(4*86400)-3*86400) * time.Second)
			if r.Intn(3) == 0 {
				at = at.Truncate(30 * time.Minute)
			}
		}
		if r.Intn(10) == 0 {
			at = at.Add(time.Duration(r.Intn(1e9)))
		}
		if _, err := parse(expr); err != nil {
			panic(expr + ": " + err.Error())
		}
		// As the CronJob controller asks: the zone in front.
		s, err := cron.ParseStandard("TZ=" + zone + " " + expr)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t", expr, zone, at.UTC().Format(time.RFC3339Nano))
		t := at
		for i := 0; i < 3; i++ {
			next := s.Next(t)
			if i > 0 {
				fmt.Fprint(out, " ")
			}
			if next.IsZero() {
				fmt.Fprint(out, "-")
				break
			}
			fmt.Fprint(out, next.Unix()-t.Unix())
			t = next
		}
		fmt.Fprintln(out)
	}
	out.Flush()
	f.Close()

	seen := map[string]bool{}
	for _, b := range broken {
		seen[b] = true
	}
	for i := 0; len(seen) < *n/5; i++ {
		seen[mutate(r, expression(r))] = true
	}
	var all []string
	for s := range seen {
		all = append(all, s)
	}
	sort.Strings(all)
	f, err = os.Create(*invalid)
	if err != nil {
		panic(err)
	}
	out = bufio.NewWriter(f)
	fmt.Fprintln(out, "# ok or refused, then the schedule; \\t is a tabulator. Written by dev/cron-golden.")
	for _, s := range all {
		_, err := parse(s)
		word := "ok"
		if err != nil {
			word = "refused"
		}
		fmt.Fprintf(out, "%s\t%s\n", word, strings.ReplaceAll(s, "\t", "\\t"))
	}
	out.Flush()
	f.Close()
}
