#!/usr/bin/env python3
"""Checks a replay file of Laurel with nothing but the standard library: python3 check.py FILE (see docs/replay.md)."""
import json, sys
from collections import defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

file = json.load(open(sys.argv[1], encoding="utf-8"))
rules, no = file["contest"], {"people": [], "teams": [], "groups": []}
at = lambda text: datetime.fromisoformat(text.replace("Z", "+00:00"))
starts, ends, zone = at(rules["startsAt"]), at(rules["endsAt"]), ZoneInfo(rules["timeZone"])
exclude, metrics = {**no, **rules.get("exclude", {})}, rules["metrics"]
everyone = {p["id"]: p for p in file["people"]}
people = {i: p for i, p in everyone.items() if i not in exclude["people"]
          and p["team"] not in exclude["teams"] and not set(p["groups"]) & set(exclude["groups"])}
links = {l["id"]: l for l in file["links"]
         if rules.get("posts", "any") == "any" or at(l["sharedAt"]) >= starts}
# The same type and id twice is the same fact; facts count in order of (at, id).
facts = {(f["type"], f["id"]): f for f in reversed(file["facts"])}.values()
voids = [f for f in facts if f["type"] == "void"]
facts = sorted((f for f in facts if f["type"] != "void"), key=lambda f: (at(f["at"]), f["id"]))

gone = {v["fact"] for v in voids if "fact" in v}
ranges = [v for v in voids if "fact" not in v]

def voided(fact):
    def within(v):
        return at(v.get("from", "0001-01-01T00:00:00Z")) <= at(fact["at"]) < at(v.get("to", "9999-12-31T00:00:00Z"))
    whose = links[fact["link"]]["person"]
    return fact["id"] in gone or fact["type"] == "click" and any(
        within(v) and (v.get("link") == fact["link"] or v.get("person") == whose) for v in ranges)

# Units: (person, metric, day) -> [(units, post, instant)], already in order.
days, last_valid, top, points = defaultdict(list), {}, {}, defaultdict(int)
window, adjusted = timedelta(hours=rules.get("dedupeHours", 24)), set()
for f in facts:
    when, units = at(f["at"]), 1
    if f["type"] == "adjustment":
        points[f["person"]] += f["points"]
        adjusted.add(f["person"])
        continue
    if f["link"] not in links:
        continue
    link = links[f["link"]]
    metric = f["metric"] if f["type"] == "reading" else f["type"]
    if f["type"] == "click":
        visit = (f["link"], f["visitor"])
        if visit in last_valid and when - last_valid[visit] < window:
            continue
        last_valid[visit] = when
    if f["type"] == "reading":
        key, older = (f["link"], metric), at(link["sharedAt"]) < starts
        if when < starts:
            if older:
                top[key] = max(top.get(key, 0), f["total"])
            continue
        if when >= ends:
            continue
        before = top.get(key, f["total"] if older else 0)
        units, top[key] = max(0, f["total"] - before), max(before, f["total"])
    elif voided(f):
        continue
    if metric in metrics and units and starts <= when < ends:
        day = when.astimezone(zone).date()
        days[link["person"], metric, day].append((units, link["post"], when))

table, column = {}, {"click": "clicks", "conversion": "conversions"}
row = lambda i: table.setdefault(i, dict(person=i, points=0, clicks=0, engagement=0, conversions=0, reachedAt=None))
for (person, metric, day), units in days.items():
    if person not in people:
        continue
    rule, counted, per_post = metrics[metric], 0, defaultdict(int)
    for n, post, when in units:
        n = min(n, rule.get("postDailyCap", n + per_post[post]) - per_post[post])
        per_post[post] += n
        n = min(n, rule.get("dailyCap", n + counted) - counted)
        counted += n
        if n and rule["points"]:
            r = row(person)
            r["reachedAt"] = max(r["reachedAt"] or when, when)
    if counted:
        r = row(person)
        r[column.get(metric, "engagement")] += counted
        r["points"] += counted * rule["points"]
for person in adjusted & set(people):
    row(person)["points"] += points[person]

held = lambda i, what: at(everyone[i].get("held", {}).get(what, "9999-12-31T00:00:00Z")) < ends
qualified = lambda i: all(held(i, what) for what in rules.get("requires", []))

def place(r):
    never = datetime.max.replace(tzinfo=starts.tzinfo)
    ties = {"earliest": r["reachedAt"] or never, **{k: -r[k] for k in ("clicks", "engagement", "conversions")}}
    return [r["clicks"] < rules.get("minClicks", 0) or not qualified(r["person"]), -r["points"]] + [ties[t] for t in rules.get("tieBreaks", [])]

found, before = [], None
for n, r in enumerate(sorted(table.values(), key=lambda r: (place(r), people[r["person"]]["name"], r["person"])), 1):
    rank = before[1] if before and before[0] == place(r) else n
    before = (place(r), rank)
    reached = r["reachedAt"] and r["reachedAt"].astimezone(ZoneInfo("UTC")).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    found.append({**r, "rank": None if place(r)[0] else rank, "reachedAt": reached})
for n, (a, b) in enumerate(zip(file["expected"] + [None] * len(found), found + [None] * len(file["expected"])), 1):
    if a != b:
        sys.exit(f"Row {n} differs: the file has {a}, counted anew it is {b}")
print(f"Equal: {len(found)} rows from {len(facts)} facts of {len(everyone)} people.")
