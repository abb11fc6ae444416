#!/usr/bin/env python3
"""More statutes than there are: variants of a folder's under other titles, so that a corpus of any size can be timed.

    scripts/variant_statutes.py --from ../shared/regulations --articles 5000 --output DIR

Copies the statutes (.md), then adds variants 之变1, 之变2 … of them, in which every paragraph says so, until there are about --articles lines that begin
第…条. Then `time ./yunce ingest --regulations DIR`. Needs Python 3 alone."""
import argparse
import pathlib
import re

ARTICLE = re.compile(r"^第[〇零一二三四五六七八九十百千]+条", re.MULTILINE)
NAME = re.compile(r"^(.*?)(\([\d-]+\))?$")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", type=pathlib.Path, required=True)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    options = parser.parse_args()
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(options.source.glob("*.md")) if file.stem != "README"}
    options.output.mkdir(parents=True, exist_ok=True)
    count = 0
    for variant in range(options.articles):
        for stem, text in texts.items():
            articles = len(ARTICLE.findall(text))
            if variant and count + articles > options.articles:
                continue
            title, date = NAME.match(stem).groups()
            if variant:
                text = re.sub("(?<=[^\n。；：])。", f"（变{variant}）。", text.replace(title, f"{title}之变{variant}"))
                title = f"{title}之变{variant}"
            (options.output / f"{title}{date or ''}.md").write_text(text, encoding="utf-8")
            count += articles
        if options.articles - count < 30:
            break
    print(f"{count} articles in {options.output}")


if __name__ == "__main__":
    main()
