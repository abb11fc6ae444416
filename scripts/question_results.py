#!/usr/bin/env python3
"""Computes what the KPI questions of a question set must give, from the sample city's files and in SQL of its own (SQLite), and writes it
into the set's field `result`.

    scripts/question_results.py --feed ~/.yunce/feeds/sample-city/<from>_<to> training-data/questions/operations.*.jsonl

Each value of the sample city depends on its day alone, so that a feed of any period that holds the days asked for gives the same. Questions
over workdays or days off, of periods that are not over and those whose plan leaves something open get no result. Needs Python 3 alone.
"""
import argparse
import csv
import datetime as dt
import decimal
import json
import pathlib
import re
import sqlite3

KPIS = pathlib.Path(__file__).parent.parent / "training-data" / "kpis" / "kpis.yaml"
RATIOS = ("RATIO", "LAST_RATIO")
BUCKETS = {
    "NONE": "''",
    "DAY": "date",
    "WEEK": "date(date, '-' || ((strftime('%w', date) + 6) % 7) || ' days')",
    "MONTH": "date(date, 'start of month')",
    "QUARTER": "strftime('%Y', date) || '-' || substr('0' || ((strftime('%m', date) - 1) / 3 * 3 + 1), -2) || '-01'",
}
GROUPS = {"CITY": "'全市'", "COUNTY": "county", "TOWNSHIP": "township", "OUTLET": "name", "VILLAGE": "CASE WHEN name <> township THEN name END"}
COUNTERS = {"COUNTY": "个区县", "TOWNSHIP": "个乡镇", "OUTLET": "个网点", "VILLAGE": "个村级服务点"}


def catalogue():
    kpis, kpi = {}, {}
    for line in KPIS.read_text(encoding="utf-8").splitlines():
        field = re.match(r"(- |  )(\w+): (.*)", line)
        if not field:
            continue
        if field[1] == "- ":
            kpi = {}
            kpis[field[3]] = kpi
        kpi[field[2]] = field[3].strip('"')
    for kpi in kpis.values():
        target = re.search(r"value: ([\d.]+)", kpi.get("target", ""))
        kpi["target"] = float(target[1]) if target else None
    return kpis


def load(feed):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE node (id, name, tier, parent)")
    with open(feed / "nodes.csv", encoding="utf-8") as file:
        db.executemany("INSERT INTO node VALUES (?,?,?,?)", ([r["id"], r["name"].replace("共配园区", ""), r["tier"], r["parent_id"]] for r in csv.DictReader(file)))
    db.execute("""CREATE TABLE place AS SELECT n.id, n.name,
        CASE n.tier WHEN 'COUNTY' THEN n.name WHEN 'TOWNSHIP' THEN p.name WHEN 'VILLAGE' THEN g.name END AS county,
        CASE n.tier WHEN 'TOWNSHIP' THEN n.name WHEN 'VILLAGE' THEN p.name END AS township
        FROM node n LEFT JOIN node p ON p.id = n.parent LEFT JOIN node g ON g.id = p.parent""")
    db.execute("CREATE INDEX place_id ON place (id)")
    db.execute("CREATE TABLE fact (fact, node, date, num REAL, den REAL)")
    with open(feed / "kpi_daily.csv", encoding="utf-8") as file:
        db.executemany("INSERT INTO fact VALUES (?,?,?,?,?)", ([r["kpi"], r["node_id"], r["date"], float(r["numerator"]), float(r["denominator"])] for r in csv.DictReader(file)))
    with open(feed / "node_daily.csv", encoding="utf-8") as file:
        db.executemany("INSERT INTO fact VALUES (?,?,?,?,1)", ([r["direction"], r["node_id"], r["date"], float(r["parcels"])] for r in csv.DictReader(file)))
    with open(feed / "target_progress.csv", encoding="utf-8") as file:
        db.executemany("INSERT INTO fact VALUES ('target ' || ?,?,?,?,1)", ([r["target_id"], r["node_id"], r["date"], float(r["value"])] for r in csv.DictReader(file)))
    db.execute("CREATE INDEX fact_date ON fact (fact, date)")
    return db


class Feed:
    def __init__(self, db):
        self.db = db
        self.kpis = catalogue()
        self.last = db.execute("SELECT max(date) FROM fact WHERE fact = 'DELIVERY'").fetchone()[0]

    def values(self, kpi_id, plan, span, by=None, bucket=None, places=None):
        """{(place, bucket): value}"""
        kpi = self.kpis[kpi_id]
        by = by or plan["by"]
        bucket = bucket or plan.get("bucket", "NONE")
        places = plan.get("places", []) if places is None else places
        name = kpi["fact"].replace(":denominator", "")
        column = "den" if kpi["fact"].endswith(":denominator") else "num"
        facts = ["PICKUP", "DELIVERY"] if name == "BOTH" else ["target " + name if kpi["facts"] == "target_progress" else name]
        start = span[0]
        if kpi["facts"] == "target_progress" and bucket == "NONE":
            start = (dt.date.fromisoformat(span[1]) - dt.timedelta(days=62)).isoformat()
        within = "" if not places else " AND (county IN ({0}) OR township IN ({0}) OR name IN ({0}))".format(",".join("?" * len(places)))
        rows = (f"SELECT {GROUPS[by]} AS g, {BUCKETS[bucket]} AS b, date, {column} AS num, den FROM fact CROSS JOIN place ON place.id = fact.node"
                f" WHERE fact IN ({','.join('?' * len(facts))}) AND date >= ? AND date < ? {within}")
        arguments = [*facts, start, span[1], *3 * places]
        if by == "CITY" and places:
            rows = rows.replace("'全市' AS g", "'" + "、".join(places) + "' AS g")
        scale = float(kpi["scale"])
        found = {}
        summed = self.db.execute(f"SELECT g, b, date, sum(num), sum(den) FROM ({rows}) WHERE g IS NOT NULL GROUP BY g, b, date", arguments).fetchall()
        last = {}
        for _, when, date, _, _ in summed:
            last[when] = max(date, last.get(when, ""))
        sums = {}
        for place, when, date, num, den in summed:
            if not kpi["aggregate"].startswith("LAST") or date == last[when]:
                before = sums.get((place, when), (0.0, 0.0))
                sums[place, when] = before[0] + num, before[1] + den
        for (place, when), (num, den) in sums.items():
            if kpi["aggregate"] not in RATIOS:
                found[place, when] = scale * num
            elif den > 0:
                found[place, when] = scale * num / den
        if plan.get("perDay") and kpi["aggregate"] == "SUM":
            until = min(span[1], (dt.date.fromisoformat(self.last) + dt.timedelta(days=1)).isoformat())
            days = (dt.date.fromisoformat(until) - dt.date.fromisoformat(span[0])).days
            found = {key: value / days for key, value in found.items()}
        return found

    def said(self, kpi_id, value):
        places = int(self.kpis[kpi_id]["decimals"])
        rounded = decimal.Decimal(repr(value)).quantize(decimal.Decimal(1).scaleb(-places), decimal.ROUND_HALF_UP)
        return "0" if rounded == 0 else format(rounded, "f")

    def target(self, kpi_id, plan):
        each = self.kpis[kpi_id]["facts"] == "target_progress" and (plan["by"] == "COUNTY" or plan.get("places"))
        return 1.0 if each and self.kpis[kpi_id]["target"] else self.kpis[kpi_id]["target"]


def first(value):
    return value[0] if isinstance(value, list) else value


def earlier(span, kind):
    start, end = map(dt.date.fromisoformat, span)
    if kind == "YEAR_ON_YEAR":
        return start.replace(year=start.year - 1).isoformat(), end.replace(year=end.year - 1).isoformat()
    if start.day == 1 and end.day == 1:
        months = (end.year - start.year) * 12 + end.month - start.month
        month = start.year * 12 + start.month - 1 - months
        return dt.date(month // 12, month % 12 + 1, 1).isoformat(), start.isoformat()
    return (start - (end - start)).isoformat(), start.isoformat()


def holds(feed, plan, condition, row, city):
    name, test, *number = condition.split()
    value = row.get(name)
    if value is None:
        return False
    lower = feed.kpis[name]["better"] == "LOWER"
    target = feed.target(name, plan)
    before = row.get(name + "Before")
    met = target is not None and (value <= target if lower else value >= target)
    return {
        "MISSES_TARGET": target is not None and not met, "MEETS_TARGET": met,
        "ABOVE_CITY": value > city.get(name, value), "BELOW_CITY": value < city.get(name, value),
        "ABOVE": bool(number) and value > float(number[0]), "BELOW": bool(number) and value < float(number[0]),
        "SHARE_ABOVE": bool(number and city.get(name)) and 100 * value / city[name] > float(number[0]),
        "SHARE_BELOW": bool(number and city.get(name)) and 100 * value / city[name] < float(number[0]),
        "ROSE": before is not None and value > before, "FELL": before is not None and value < before}[test]


def streaks(feed, plan):
    name, start = plan["metrics"][0], dt.date.fromisoformat(plan["from"])
    base = (start - dt.timedelta(days=1)).replace(day=1).isoformat()
    values = feed.values(name, plan, (base, plan["to"]))
    rows = []
    for place in sorted({place for place, _ in values}):
        series = sorted((when, value) for (p, when), value in values.items() if p == place)
        run = longest = 0
        for (_, a), (_, b) in zip(series, series[1:]):
            run = run + 1 if (b > a if plan["show"] == "RISING" else b < a) else 0
            longest = max(longest, run)
        if longest >= plan["limit"]:
            rows += [{"place": place, "from": when, name: value} for when, value in series]
    return {"rows": rows}


def result(feed, plan, against):
    if "by" not in plan or "from" not in plan or plan.get("days", "ALL") != "ALL":
        return None
    if plan["to"] > (dt.date.fromisoformat(feed.last) + dt.timedelta(days=1)).isoformat():
        return None
    if any(isinstance(plan.get(name), list) and len({str(v) for v in plan[name]}) > 1 for name in ("limit", "bucket", "show", "by")):
        return None
    plan = {name: value if name in ("metrics", "places", "conditions") else first(value) for name, value in plan.items()}
    show, main = plan.get("show", "VALUES"), plan["metrics"][0]
    span = plan["from"], plan["to"]
    if show in ("RISING", "FALLING"):
        return streaks(feed, plan)
    city = {}
    table = {}
    for name in plan["metrics"]:
        city.update({name: value for (_, _), value in feed.values(name, plan, span, "CITY", "NONE", []).items()})
        for key, value in feed.values(name, plan, span).items():
            table.setdefault(key, {})[name] = value
        if plan.get("compare") and plan.get("bucket", "NONE") == "NONE" and (against or plan["compare"] != "NAMED"):
            for key, value in feed.values(name, plan, against or earlier(span, plan["compare"])).items():
                table.setdefault(key, {})[name + "Before"] = value
    if show == "WHY":
        return {"say": [feed.said(main, next(iter(feed.values(main, plan, span, "CITY", "NONE").values())))]}
    rows = [{"place": place, **({"from": when} if when else {}), **values} for (place, when), values in table.items()]
    kept = [row for row in rows if all(holds(feed, plan, c, row, city) for c in plan.get("conditions", []))]
    order = plan.get("order", "NONE")
    lower = feed.kpis[main]["better"] == "LOWER"
    high = order in ("HIGH_FIRST", "RISE_FIRST") or (order == "BEST_FIRST" and not lower) or (order == "WORST_FIRST" and lower)
    value = (lambda row: row[main] - row.get(main + "Before", row[main])) if order in ("RISE_FIRST", "FALL_FIRST") else (lambda row: row[main])
    if order != "NONE":
        kept.sort(key=value, reverse=high)
    if plan.get("limit") and plan.get("within"):
        county = dict(feed.db.execute("SELECT name, county FROM place"))
        taken, limited = {}, []
        for row in kept:
            taken[county[row["place"]]] = taken.get(county[row["place"]], 0) + 1
            limited += [row] if taken[county[row["place"]]] <= plan["limit"] else []
        kept = limited
    elif plan.get("limit"):
        tied = len(kept) > plan["limit"] and value(kept[plan["limit"] - 1]) == value(kept[plan["limit"]])
        if tied:
            return None
        kept = kept[:plan["limit"]]
    say = [feed.said(name, kept[0][name]) for name in plan["metrics"] if len(kept) == 1]
    if show == "COUNT" and kept:
        say = [f"{len(kept)} " + (COUNTERS.get(plan["by"]) or "天")]
    if show == "GAP" and kept:
        say += [feed.said(main, abs(row[main] - feed.target(main, plan))) for row in kept]
    if show == "SHARE" and city.get(main):
        say += [format(decimal.Decimal(repr(100 * row[main] / city[main])).quantize(decimal.Decimal("0.01"), decimal.ROUND_HALF_UP), "f") for row in kept]
    if show == "PROGRESS":
        say = [feed.said(main, kept[0][main])]
    distinct = len({value(row) for row in kept}) == len(kept)
    return {"rows": kept, **({"ordered": True} if order != "NONE" and not plan.get("within") and distinct else {}), **({"say": say} if say else {})}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feed", type=pathlib.Path, required=True)
    parser.add_argument("sets", type=pathlib.Path, nargs="+")
    options = parser.parse_args()
    feed = Feed(load(options.feed))
    for path in options.sets:
        lines, results = [], 0
        for line in path.read_text(encoding="utf-8").splitlines():
            question = json.loads(line)
            question.pop("result", None)
            if question["answerable"] and question.get("plan"):
                computed = result(feed, question["plan"], question.get("against"))
                if computed:
                    question["result"] = computed
                    results += 1
            lines.append(json.dumps(question, ensure_ascii=False))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{path}: {results} results of {len(lines)} questions")


if __name__ == "__main__":
    main()
