#!/usr/bin/env python3
"""Tunes the upper layers of the embedding model on typical questions: those that one article answers come near to each other and to the article
(supervised contrastive learning, Khosla et al. 2020, over a memory bank, Wu et al. 2018; InfoNCE, van den Oord et al. 2018).

  train_encoder.py --data DIR --output FILE [--seed 1] [--epochs 5]

DIR as `./yunce train --regulations` makes it: articles.vec (vectors of the untuned model, 32-bit numbers), questions.jsonl ({"question", "article"}: the
article's place in articles.vec), the model (bge-small-zh-v1.5-q.onnx) and its tokenizer. It learns from the weights as they are after quantisation, and
FILE gets those of the tuned layers quantised in the same way (TunedEncoder.java reads them). On one core; the same seed gives the same weights."""
import argparse, json, math, pathlib, struct, time

import numpy
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

MODEL = 'bge-small-zh-v1.5-q'
CLS, SEP = 101, 102
LAYERS, TUNED = range(4), range(2, 4)
HEADS = 8
MOST_TOKENS = 126
BATCH = 64
RATE = 5e-5
WARM = .06
DECAY = .01
DROPOUT = .1
TEMPERATURE = .05
FLOAT32, INT8 = 1, 3


class Layer(nn.Module):
    MATRICES = ['attention.self.query', 'attention.self.key', 'attention.self.value', 'attention.output.dense',
                'intermediate.dense', 'output.dense']
    NORMS = ['attention.output.LayerNorm', 'output.LayerNorm']

    def __init__(self, weights, name):
        super().__init__()
        self.name = name
        self.query, self.key, self.value, self.attended, self.up, self.down = (
            self.linear(weights, matrix) for matrix in self.MATRICES)
        self.norm, self.last_norm = (norm_of(weights, f'{name}.{norm}') for norm in self.NORMS)

    def linear(self, weights, matrix):
        weight = weights[f'{self.name}.{matrix}.weight']
        linear = nn.Linear(*weight.shape)
        linear.weight = nn.Parameter(weight.T.contiguous())
        linear.bias = nn.Parameter(weights[f'{self.name}.{matrix}.bias'])
        return linear

    def heads(self, x):
        return x.view(x.shape[0], x.shape[1], HEADS, -1).transpose(1, 2)

    def forward(self, x, mask, first_only):
        asked = x[:, :1] if first_only else x
        found = functional.scaled_dot_product_attention(
            self.heads(self.query(asked)), self.heads(self.key(x)), self.heads(self.value(x)), attn_mask=mask[:, None, None, :])
        found = self.attended(found.transpose(1, 2).flatten(2))
        x = self.norm(asked + functional.dropout(found, DROPOUT, self.training))
        return self.last_norm(x + functional.dropout(self.down(functional.gelu(self.up(x))), DROPOUT, self.training))

    def tensors(self, places):
        """As they stand in the model's file, by name."""
        for matrix, linear in zip(self.MATRICES, [self.query, self.key, self.value, self.attended, self.up, self.down]):
            weight = linear.weight.detach().T.numpy()
            scale = numpy.abs(weight).max(axis=0) / 127
            place = places[f'{self.name}.{matrix}']
            yield f'{place}_quantized', numpy.rint(weight / scale).astype(numpy.int8)
            yield f'{place}_scale', scale.astype(numpy.float32)
            yield f'{place}_zero_point', numpy.zeros(len(scale), numpy.int8)
            yield f'{self.name}.{matrix}.bias', linear.bias.detach().numpy()
        for name, norm in zip(self.NORMS, [self.norm, self.last_norm]):
            yield f'{self.name}.{name}.weight', norm.weight.detach().numpy()
            yield f'{self.name}.{name}.bias', norm.bias.detach().numpy()


class Encoder(nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.words, self.positions, self.types = (
            weights[f'embeddings.{kind}_embeddings.weight'] for kind in ('word', 'position', 'token_type'))
        self.norm = norm_of(weights, 'embeddings.LayerNorm')
        self.layers = nn.ModuleList(Layer(weights, f'encoder.layer.{i}') for i in LAYERS)
        for parameter in self.parameters():
            parameter.requires_grad = False
        for i in TUNED:
            for parameter in self.layers[i].parameters():
                parameter.requires_grad = True

    def forward(self, questions):
        longest = max(map(len, questions))
        tokens = torch.tensor([question + [0] * (longest - len(question)) for question in questions])
        mask = torch.tensor([[True] * len(question) + [False] * (longest - len(question)) for question in questions])
        x = self.norm(self.words[tokens] + self.positions[:longest] + self.types[0])
        for layer in self.layers:
            x = layer(x, mask, first_only=layer is self.layers[-1])
        return functional.normalize(x[:, 0], dim=-1)

    @torch.no_grad()
    def all(self, questions):
        self.eval()
        order = sorted(range(len(questions)), key=lambda i: len(questions[i]))
        vectors = torch.zeros(len(questions), self.words.shape[1])
        for start in range(0, len(order), BATCH):
            some = order[start:start + BATCH]
            vectors[some] = self([questions[i] for i in some])
        return vectors


def norm_of(weights, name):
    norm = nn.LayerNorm(len(weights[f'{name}.weight']), eps=1e-12)
    norm.weight, norm.bias = nn.Parameter(weights[f'{name}.weight']), nn.Parameter(weights[f'{name}.bias'])
    return norm


def read(path):
    """The model's weights as numbers, and the names that its file has for matrices."""
    graph = onnx.load(path).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    places = {node.name.removesuffix('/MatMul_quant').strip('/').replace('/', '.'): name.removesuffix('_quantized')
              for node in graph.node if node.op_type == 'MatMulInteger' for name in node.input
              if name.endswith('_quantized') and name in stored}
    named = {place: f'{matrix}.weight' for matrix, place in places.items()}
    weights = {}
    for name, numbers in stored.items():
        if name.endswith('_quantized'):
            place = name.removesuffix('_quantized')
            whole, zero = numbers.astype(numpy.float32), stored[f'{place}_zero_point'].astype(numpy.float32)
            weights[named.get(place, place)] = torch.tensor((whole - zero) * stored[f'{place}_scale'])
        elif not name.endswith(('_scale', '_zero_point')):
            weights[name] = torch.tensor(numbers)
    return weights, places


def write(path, tensors):
    with open(path, 'wb') as out:
        out.write(struct.pack('>i', len(tensors)))
        for name, numbers in tensors:
            whole = numbers.dtype == numpy.int8
            out.write(struct.pack('>H', len(name.encode())) + name.encode())
            out.write(struct.pack(f'>bb{numbers.ndim}i', INT8 if whole else FLOAT32, numbers.ndim, *numbers.shape))
            out.write(numbers.tobytes() if whole else numbers.astype('>f4').tobytes())


def batches(questions, generator):
    """Of about the same length each, in random order."""
    order = torch.randperm(len(questions), generator=generator).tolist()
    found = []
    for start in range(0, len(order), 16 * BATCH):
        some = sorted(order[start:start + 16 * BATCH], key=lambda i: len(questions[i]))
        found += [some[i:i + BATCH] for i in range(0, len(some), BATCH)]
    return [found[i] for i in torch.randperm(len(found), generator=generator)]


def loss_of(vectors, chosen, bank, articles, answers):
    to_article = functional.cross_entropy(vectors @ articles.T / TEMPERATURE, answers[chosen])
    rows = torch.arange(len(chosen))
    likeness = vectors @ bank.T / TEMPERATURE
    likeness[rows, chosen] = -torch.inf
    same = answers[None, :] == answers[chosen][:, None]
    same[rows, chosen] = False
    shared = same.any(1)
    to_questions = likeness[shared].logsumexp(1) - likeness[shared].masked_fill(~same[shared], -torch.inf).logsumexp(1)
    return to_article + to_questions.sum() / len(chosen)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=pathlib.Path, required=True)
    parser.add_argument('--output', type=pathlib.Path, required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--epochs', type=int, default=5)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    generator = torch.Generator().manual_seed(args.seed)

    weights, places = read(args.data / f'{MODEL}.onnx')
    encoder = Encoder(weights)
    tokenizer = Tokenizer.from_file(str(args.data / f'{MODEL}-tokenizer.json'))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    with open(args.data / 'questions.jsonl', encoding='utf-8') as lines:
        asked = [json.loads(line) for line in lines]
    questions = [[CLS] + tokenizer.encode(one['question'], add_special_tokens=False).ids[:MOST_TOKENS] + [SEP] for one in asked]
    answers = torch.tensor([one['article'] for one in asked])
    articles = torch.from_numpy(numpy.fromfile(args.data / 'articles.vec', '<f4').reshape(-1, encoder.words.shape[1]))

    tuned = [parameter for parameter in encoder.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW([{'params': [p for p in tuned if p.dim() > 1], 'weight_decay': DECAY},
                                   {'params': [p for p in tuned if p.dim() == 1], 'weight_decay': 0}], lr=RATE)
    steps = args.epochs * math.ceil(len(questions) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM * steps), max(.02, 1 - step / steps)))
    began = time.monotonic()
    for epoch in range(args.epochs):
        bank = encoder.all(questions)
        encoder.train()
        total, count = 0, 0
        for batch in batches(questions, generator):
            chosen = torch.tensor(batch)
            vectors = encoder([questions[i] for i in batch])
            loss = loss_of(vectors, chosen, bank, articles, answers)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tuned, 1)
            optimizer.step()
            schedule.step()
            bank[chosen] = vectors.detach()
            total, count = total + loss.item(), count + 1
        print(f'round {epoch + 1} of {args.epochs}: loss {total / count:.3f}, {time.monotonic() - began:.0f} s', flush=True)
    write(args.output, [tensor for i in TUNED for tensor in encoder.layers[i].tensors(places)])


if __name__ == '__main__':
    main()
