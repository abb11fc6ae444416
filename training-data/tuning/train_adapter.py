#!/usr/bin/env python3
"""Tunes a language model by low-rank adapters (Hu et al. 2021) and writes them as GGUF, which llama.cpp applies to the same base.

  train_adapter.py --base FILE.gguf --data DIR --output DIR [--seed 1] [--epochs 3] [--rank 16] [--layers all|upper] [--answer FILE.jsonl ...]

DIR of the data holds train.jsonl: one example a line, {"task", "system", "user", "assistant"}. The base is read from its GGUF, so that the adapter
learns what the quantised weights lack, too. A run that was stopped goes on from its last checkpoint; the same seed gives the same order.
--answer lets the tuned model answer the examples of other files (greedily) and writes them beside the adapter, with what it said as "said".
OUTPUT gets adapter.gguf, training.json (what was done, how long, how the loss went) and answers."""
import argparse, hashlib, json, math, os, pathlib, random, resource, sys, time

# Each length of a batch has kernels of its own, and a thousand of them are kept unless told otherwise.
os.environ.setdefault('ONEDNN_PRIMITIVE_CACHE_CAPACITY', '64')

import gguf
import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoTokenizer, Qwen2Config, Qwen2ForCausalLM

PROJECTIONS = {'q_proj': 'attn_q', 'k_proj': 'attn_k', 'v_proj': 'attn_v', 'o_proj': 'attn_output',
               'gate_proj': 'ffn_gate', 'up_proj': 'ffn_up', 'down_proj': 'ffn_down'}
HEAD_ROWS = 128


def read(path):
    with open(path, encoding='utf-8') as lines:
        return [json.loads(line) for line in lines if line.strip()]


def base_model(path):
    """Its weights as they are when llama.cpp computes with them, in bfloat16."""
    reader = gguf.GGUFReader(path)

    def field(name):
        found = reader.get_field(name)
        if found is None:
            sys.exit(f'{path}: expected a qwen2 model, found no field {name}')
        return found.contents()

    heads = field('qwen2.attention.head_count')
    weights = {tensor.name: torch.from_numpy(gguf.dequantize(tensor.data, tensor.tensor_type)).to(torch.bfloat16)
               for tensor in reader.tensors}
    model = Qwen2ForCausalLM(Qwen2Config(
        vocab_size=weights['token_embd.weight'].shape[0], hidden_size=field('qwen2.embedding_length'),
        intermediate_size=field('qwen2.feed_forward_length'), num_hidden_layers=field('qwen2.block_count'), num_attention_heads=heads,
        num_key_value_heads=field('qwen2.attention.head_count_kv'), max_position_embeddings=4096,
        rms_norm_eps=field('qwen2.attention.layer_norm_rms_epsilon'), tie_word_embeddings=False,
        # Other kernels gave NaN on an H200 for padded rows in training.
        attn_implementation='eager',
        rope_parameters={'rope_type': 'default', 'rope_theta': field('qwen2.rope.freq_base')})).to(torch.bfloat16)
    names = {'model.embed_tokens.weight': 'token_embd.weight', 'model.norm.weight': 'output_norm.weight',
             'lm_head.weight': 'output.weight' if 'output.weight' in weights else 'token_embd.weight'}
    for layer in range(model.config.num_hidden_layers):
        ours, theirs = f'model.layers.{layer}', f'blk.{layer}'
        names |= {f'{ours}.input_layernorm.weight': f'{theirs}.attn_norm.weight',
                  f'{ours}.post_attention_layernorm.weight': f'{theirs}.ffn_norm.weight'}
        for projection, name in PROJECTIONS.items():
            part = 'mlp' if name.startswith('ffn') else 'self_attn'
            names[f'{ours}.{part}.{projection}.weight'] = f'{theirs}.{name}.weight'
            if f'{theirs}.{name}.bias' in weights:
                names[f'{ours}.{part}.{projection}.bias'] = f'{theirs}.{name}.bias'
    model.load_state_dict({ours: weights[theirs] for ours, theirs in names.items()})
    return model


def prompt(example):
    """As the model's chat template has it; Java's LlamaChatModel writes the same."""
    return (f"<|im_start|>system\n{example['system']}<|im_end|>\n<|im_start|>user\n{example['user']}<|im_end|>\n"
            '<|im_start|>assistant\n')


def encoded(tokenizer, example):
    asked = tokenizer(prompt(example), add_special_tokens=False)['input_ids']
    said = tokenizer(example['assistant'] + '<|im_end|>', add_special_tokens=False)['input_ids']
    return asked, said


def batches(examples, most_tokens, rng):
    """Examples of about the same length together, at most so many tokens with their padding, in random order."""
    order = sorted(range(len(examples)), key=lambda i: (len(examples[i][0]) + len(examples[i][1])) + rng.random() * 8)
    found, batch, longest = [], [], 0
    for i in order:
        length = len(examples[i][0]) + len(examples[i][1])
        if batch and max(longest, length) * (len(batch) + 1) > most_tokens:
            found.append(batch)
            batch, longest = [], 0
        batch.append(i)
        longest = max(longest, length)
    found.append(batch)
    rng.shuffle(found)
    return found


def padded(batch, device):
    longest = max(len(asked) + len(said) for asked, said in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    there = torch.zeros(len(batch), longest, dtype=torch.long)
    answers = torch.zeros(len(batch), longest, dtype=torch.bool)
    for row, (asked, said) in enumerate(batch):
        end = len(asked) + len(said)
        ids[row, :end] = torch.tensor(asked + said)
        there[row, :end] = 1
        answers[row, len(asked) - 1:end - 1] = True
    return ids.to(device), there.to(device), answers.to(device)


@torch.no_grad()
def below(stack, first, examples, tokens, device):
    """What the layers under the first one that learns make of each example: no step changes it, so it is computed once."""
    layers, norm = stack.layers, stack.norm
    stack.layers, stack.norm = layers[:first], torch.nn.Identity()
    made = [None] * len(examples)
    for batch in batches(examples, tokens, random.Random(0)):
        ids, there, _ = padded([examples[i] for i in batch], device)
        hidden = stack(input_ids=ids, attention_mask=there, use_cache=False).last_hidden_state
        for row, i in enumerate(batch):
            made[i] = hidden[row, :int(there[row].sum())].to('cpu', copy=True)
    stack.layers, stack.norm = layers, norm
    return made


def learn(stack, head, made, ids, there, answers):
    """Adds the gradients of one step and returns its loss, the cross-entropy of the answers' tokens. The head learns nothing: it is applied to the
    answers' rows alone and to some of them at a time, which is most of the memory otherwise."""
    inputs = torch.nn.utils.rnn.pad_sequence(made, batch_first=True).to(ids.device)
    with torch.autocast(ids.device.type, dtype=torch.bfloat16, enabled=ids.device.type == 'cpu'):
        hidden = stack(inputs_embeds=inputs, attention_mask=there, use_cache=False).last_hidden_state[answers]
    wanted = torch.roll(ids, -1, dims=1)[answers]
    gradient, total = torch.empty_like(hidden), 0.0
    for rows in torch.arange(len(wanted), device=ids.device).split(HEAD_ROWS):
        part = hidden.detach()[rows].requires_grad_()
        logits = torch.nn.functional.linear(part.to(head.dtype), head).float()
        loss = torch.nn.functional.cross_entropy(logits, wanted[rows], reduction='sum') / len(wanted)
        gradient[rows], = torch.autograd.grad(loss, part)
        total += loss.item()
    hidden.backward(gradient)
    return total


def write_gguf(model, path, args, base):
    writer = gguf.GGUFWriter(path, 'qwen2')
    writer.add_type('adapter')
    writer.add_string('adapter.type', 'lora')
    writer.add_float32('adapter.lora.alpha', float(args.alpha))
    writer.add_string('general.name', args.name)
    writer.add_string('general.base_model.0.name', base)
    for name, weight in sorted(model.state_dict().items()):
        if '.lora_A.' not in name and '.lora_B.' not in name:
            continue
        parts = name.split('.')
        layer, projection = parts[parts.index('layers') + 1], next(part for part in parts if part in PROJECTIONS)
        side = 'lora_a' if '.lora_A.' in name else 'lora_b'
        writer.add_tensor(f'blk.{layer}.{PROJECTIONS[projection]}.weight.{side}', weight.detach().float().cpu().numpy().astype('float16'))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


@torch.no_grad()
def answer(model, tokenizer, examples, device, most_new=128, size=64):
    model.eval()
    tokenizer.padding_side = 'left'
    end = tokenizer.convert_tokens_to_ids('<|im_end|>')
    said = []
    for start in range(0, len(examples), size):
        part = examples[start:start + size]
        asked = tokenizer([prompt(example) for example in part], add_special_tokens=False, padding=True, return_tensors='pt').to(device)
        out = model.generate(**asked, max_new_tokens=most_new, do_sample=False, eos_token_id=end, pad_token_id=end)
        said += tokenizer.batch_decode(out[:, asked['input_ids'].shape[1]:], skip_special_tokens=True)
    return [{**example, 'said': text.strip()} for example, text in zip(examples, said)]


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--base', type=pathlib.Path, required=True)
    parser.add_argument('--data', type=pathlib.Path, required=True)
    parser.add_argument('--output', type=pathlib.Path, required=True)
    parser.add_argument('--tokenizer', type=pathlib.Path, help='folder of tokenizer.json; the tokenizer of the base by default')
    parser.add_argument('--name', default='yunce')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--epochs', type=int, default=3, help='0 to answer untuned')
    parser.add_argument('--rank', type=int, default=16)
    parser.add_argument('--alpha', type=float, default=32)
    parser.add_argument('--rate', type=float, default=3e-4)
    parser.add_argument('--dropout', type=float, default=0.0)
    parser.add_argument('--layers', choices=['all', 'upper'], help='that get adapters; upper on a CPU by default, else all')
    parser.add_argument('--tokens', type=int, default=1024, help='of a step, padding included')
    parser.add_argument('--device', default='cuda' if torch.cuda.is_available() else 'cpu')
    parser.add_argument('--threads', type=int, default=os.cpu_count())
    parser.add_argument('--limit', type=int, default=0, help='examples to take, 0 for all')
    parser.add_argument('--minutes', type=float, default=0, help='stop after these, 0 for never')
    parser.add_argument('--answer', type=pathlib.Path, nargs='*', default=[])
    return parser.parse_args()


def main():
    args = parsed()
    args.layers = args.layers or ('upper' if args.device == 'cpu' else 'all')
    for path in [args.base, args.data / 'train.jsonl', *args.answer]:
        if not path.is_file():
            sys.exit(f'expected a file, was {path}')
    args.output.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    started = time.time()
    tokenizer = (AutoTokenizer.from_pretrained(str(args.tokenizer)) if args.tokenizer
                 else AutoTokenizer.from_pretrained(str(args.base.parent), gguf_file=args.base.name))
    model = base_model(args.base).to(args.device)
    first = model.config.num_hidden_layers // 2 if args.layers == 'upper' else 0
    head = model.lm_head.weight.detach()
    model = get_peft_model(model, LoraConfig(
        r=args.rank, lora_alpha=args.alpha, lora_dropout=args.dropout, target_modules=list(PROJECTIONS), task_type='CAUSAL_LM',
        layers_to_transform=list(range(first, model.config.num_hidden_layers))))
    learned = [weight for weight in model.parameters() if weight.requires_grad]
    for weight in learned:
        weight.data = weight.data.float()
    examples = read(args.data / 'train.jsonl')
    rng = random.Random(args.seed)
    rng.shuffle(examples)
    examples = [encoded(tokenizer, example) for example in (examples[:args.limit] if args.limit else examples)]
    started_at = time.time()
    stack = model.base_model.model.model
    made = below(stack, first, examples, args.tokens, args.device)
    print(f'what lies below layer {first} took {time.time() - started_at:.0f} s', file=sys.stderr, flush=True)
    layers = stack.layers
    stack.layers = layers[first:]
    plan = []
    for _ in range(args.epochs):
        plan += batches(examples, args.tokens, rng)
    optimizer = torch.optim.AdamW(learned, lr=args.rate, weight_decay=0.01)
    warm = max(1, len(plan) // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / warm) * (0.05 + 0.95 * (1 + math.cos(math.pi * step / max(1, len(plan)))) / 2))
    checkpoint = args.output / 'checkpoint.pt'
    data = hashlib.sha256((args.data / 'train.jsonl').read_bytes()).hexdigest()
    run = [data, args.base.stem, args.seed, args.epochs, args.rank, args.alpha, args.rate, args.dropout, args.layers, args.tokens, args.limit]
    begun, losses, seen, spent = 0, [], 0, time.time() - started_at
    if checkpoint.exists():
        kept = torch.load(checkpoint, map_location=args.device, weights_only=False)
        if kept['run'] != run:
            sys.exit(f'{checkpoint} is of a run with other data or settings; delete it to begin anew')
        model.load_state_dict(kept['weights'], strict=False)
        optimizer.load_state_dict(kept['optimizer'])
        schedule.load_state_dict(kept['schedule'])
        begun, losses, seen, spent = kept['step'], kept['losses'], kept['tokens'], spent + kept['seconds']
        torch.manual_seed(args.seed + begun)
        print(f'going on from step {begun}', file=sys.stderr)
    print(f'{len(examples)} examples, {len(plan)} steps, {sum(weight.numel() for weight in learned):,} weights to learn', file=sys.stderr)
    model.train()
    at = time.time()
    for step in range(begun, len(plan)):
        ids, there, answers = padded([examples[i] for i in plan[step]], args.device)
        loss = learn(stack, head, [made[i] for i in plan[step]], ids, there, answers)
        if not math.isfinite(loss):
            sys.exit(f'loss must be a number, was {loss} at step {step + 1}')
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        seen += int(there.sum())
        losses.append(loss)
        done = step + 1 == len(plan)
        if (step + 1) % 50 == 0 or done:
            recent = losses[-50:]
            speed = seen / (spent + time.time() - at)
            print(f'step {step + 1}/{len(plan)} loss {sum(recent) / len(recent):.3f} {speed:.0f} tokens/s', file=sys.stderr, flush=True)
        if (step + 1) % 200 == 0 and not done:
            weights = {name: weight for name, weight in model.state_dict().items() if 'lora_' in name}
            torch.save({'run': run, 'weights': weights, 'optimizer': optimizer.state_dict(), 'schedule': schedule.state_dict(), 'step': step + 1,
                        'losses': losses, 'tokens': seen, 'seconds': spent + time.time() - at}, checkpoint.with_suffix('.part'))
            checkpoint.with_suffix('.part').replace(checkpoint)
        if args.minutes and time.time() - started > 60 * args.minutes:
            print('out of time', file=sys.stderr)
            break
    trained = spent + time.time() - at
    stack.layers = layers
    adapter = args.output / 'adapter.gguf'
    write_gguf(model, adapter, args, args.base.stem)
    for file in args.answer:
        answers = answer(model, tokenizer, read(file), args.device)
        with open(args.output / f'answers-{file.name}', 'w', encoding='utf-8') as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + '\n' for row in answers)
    report = {
        'base': args.base.stem, 'seed': args.seed, 'epochs': args.epochs, 'rank': args.rank, 'alpha': args.alpha, 'rate': args.rate,
        'layers': args.layers, 'examples': len(examples), 'steps': len(losses), 'tokens': seen, 'device': args.device,
        'seconds': round(trained), 'tokensPerSecond': round(seen / max(trained, 1e-9)),
        'peakMiB': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        'loss': [round(sum(losses[i:i + 50]) / len(losses[i:i + 50]), 4) for i in range(0, len(losses), 50)],
        'sha256': hashlib.sha256(adapter.read_bytes()).hexdigest(), 'bytes': adapter.stat().st_size,
        'data': data}
    (args.output / 'training.json').write_text(json.dumps(report, indent=1) + '\n')
    checkpoint.unlink(missing_ok=True)
    print(json.dumps({key: report[key] for key in ('examples', 'steps', 'tokens', 'seconds', 'tokensPerSecond', 'peakMiB', 'bytes')}))


if __name__ == '__main__':
    main()
