#!/usr/bin/env python3
"""Writes a random program full of forked calls, whose serial meaning is known: what it prints.

    generate_calls.py SEED [--functions N] > program.cpp

Each function forks calls in random places, loops, branches, `try` blocks, lambdas and templates, by value and by
reference, for their results and for their effects, and leaves early now and then. The callees take a random time, so that
a join that is missing shows. A function in which something may throw tells of an exception nothing but its text,
because statements behind a fork that fails may have run.
"""

import argparse
import random

PRELUDE = """\
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

using number = unsigned;
using numbers = std::vector<number>;

/// Takes some time, as the argument has it.
inline number delay(number n) {
  const number kind = (n * 2654435761u) >> 24;
  if (kind < 6)
    std::this_thread::sleep_for(std::chrono::microseconds(30 + kind * 20));
  number x = n;
  for (number i = 0; kind > 100 && i < (kind - 100) * 20; ++i)
    x = x * 1664525u + 1013904223u;
  return n + (x & 0u);
}

struct pair_of {
  number first_part = 0, second_part = 0;
};
struct object {
  number total = 1;
  numbers kept{1, 2, 3};
  pair_of inner;
  number value() const { return delay(total) + inner.first_part; }
  number add(number n) {
    delay(n);
    total += n;
    return total * 3;
  }
  void keep(number n) {
    delay(n);
    kept.push_back(n + total);
  }
  static number twice(number n) { return delay(n) * 2; }
  object &operator+=(number n) {
    delay(n);
    total += n;
    return *this;
  }
  number operator()(number n) const { return delay(n) ^ total; }
};

number global_count = 0;
number mix(number a, number b = 7) { return delay(a * 31 + b) ^ (b << 3); }
long wide(number a) { return static_cast<long>(delay(a)) - 5; }
short narrow(number a) { return static_cast<short>(delay(a) % 1000); }
number bump(number &r, number d) {
  const number before = delay(r);
  delay(d);
  r = before * 5 + d;
  return r + 1;
}
void store(number *p, number d) {
  const number before = *p;
  delay(d);
  *p = before ^ d;
}
number load(const number *p) { return delay(*p) + 1; }
number sum_of(const numbers &v) {
  delay(static_cast<number>(v.size()));
  return std::accumulate(v.begin(), v.end(), 0u);
}
number sum_span(std::span<const number> v) {
  delay(static_cast<number>(v.size()) + 3);
  return std::accumulate(v.begin(), v.end(), 1u);
}
void grow(numbers &v, number n) {
  delay(n);
  v.push_back(n);
  v[0] += n;
}
numbers made(number n) { return numbers(delay(n) % 5 + 1, n); }
numbers longer(numbers v, number n) {
  delay(n);
  v.push_back(n);
  return v;
}
std::string text(number n) { return std::to_string(delay(n) % 1000); }
number length(std::string_view s) { return delay(static_cast<number>(s.size())) * 17 + static_cast<number>(s.empty() ? 0 : s[0]); }
number letters(const char *s) { return length(s) + 1; }
void extend(std::string &s, number n) {
  delay(n);
  s += std::to_string(n % 10);
}
pair_of both(number a, number b) { return {delay(a), b + 1}; }
std::pair<number, std::string> named(number a) { return {delay(a), std::to_string(a % 77)}; }
std::tuple<number, number, number> three(number a) { return {delay(a), a + 1, a * 2}; }
void change(object &o, number n) {
  delay(n);
  o.total = o.total * 3 + n;
}
number look(const object &o) { return delay(o.total) + o.kept[0]; }
object altered(object o, number n) {
  o.total += delay(n);
  return o;
}
number &pick(number &a, number &b, number n) { return delay(n) % 2 ? a : b; }
std::unique_ptr<number> box(number n) { return std::make_unique<number>(delay(n)); }
number unbox(std::unique_ptr<number> p) { return delay(*p) + 2; }
number peek(const std::unique_ptr<number> &p) { return delay(*p) + 3; }
number count_up(number n) {
  delay(n);
  global_count += n;
  return global_count;
}
template <class T> T doubled(T x) { return static_cast<T>(delay(static_cast<number>(x)) * 2u); }
template <class F> number apply(F f, number n) { return f(delay(n)) + 1; }
number risky(number n) {
  delay(n);
  if (n % 5 == 3)
    throw std::runtime_error("risky " + std::to_string(n % 100));
  return n + 11;
}
void risky_effect(number &r, number n) {
  delay(n);
  if (n % 6 == 2)
    throw std::out_of_range("effect " + std::to_string(n % 100));
  r += n;
}
"""


class Scope:
    """What can be named, by kind: variables that may be changed, and those that may only be read."""

    KINDS = ["number", "numbers", "string", "object", "pair", "box", "array", "map"]

    def __init__(self, outer=None):
        self.writable = {k: list(outer.writable[k]) if outer else [] for k in self.KINDS}
        self.readable = {k: list(outer.readable[k]) if outer else [] for k in self.KINDS}

    def all(self, kind):
        return self.writable[kind] + self.readable[kind]


class Function:
    def __init__(self, rng, name, throws, form):
        self.rng, self.name, self.throws, self.form = rng, name, throws, form
        self.counter = 0
        self.lines = []
        self.budget = rng.randint(6, 22)
        self.loops = 0       # loops around, whose breaks are ours
        self.in_lambda = 0
        self.in_handler = 0

    def chance(self, p):
        return self.rng.random() < p

    def pick(self, items):
        return self.rng.choice(items)

    def fresh(self, stem):
        self.counter += 1
        return f"{stem}{self.counter}"

    # Expressions

    def lit(self):
        return f"{self.rng.randint(0, 40)}u"

    def num(self, scope, depth=0, calls=False):
        """An expression of type number without effects."""
        options = ["lit", "var", "var", "var", "sum"]
        if depth > 2:
            options = ["lit", "var"]
        kind = self.pick(options)
        names = scope.all("number")
        if kind == "var" and names:
            return self.pick(names)
        if kind == "sum":
            op = self.pick(["+", "*", "^", "-"])
            return f"({self.num(scope, depth + 1)} {op} {self.num(scope, depth + 1)})"
        member = self.pick(["object", "numbers", "pair", "array", "string", "lit"])
        if member == "object" and scope.all("object"):
            o = self.pick(scope.all("object"))
            return self.pick([f"{o}.total", f"{o}.inner.second_part"])
        if member == "numbers" and scope.all("numbers"):
            v = self.pick(scope.all("numbers"))
            return self.pick([f"{v}[0]", f"{v}.back()", f"static_cast<number>({v}.size())"])
        if member == "pair" and scope.all("pair"):
            return f"{self.pick(scope.all('pair'))}.first_part"
        if member == "array" and scope.all("array"):
            return f"{self.pick(scope.all('array'))}[{self.rng.randint(0, 3)}]"
        if member == "string" and scope.all("string"):
            return f"static_cast<number>({self.pick(scope.all('string'))}.size())"
        return self.lit()

    def number_call(self, scope):
        """A call that gives a number."""
        n = lambda: self.num(scope, 1)
        options = [lambda: f"mix({n()}, {n()})", lambda: f"mix({n()})", lambda: f"object::twice({n()})",
                   lambda: f"doubled({n()})", lambda: f"count_up({n()})",
                   lambda: f"apply([](number x) {{ return x * 3; }}, {n()})"]
        if scope.writable["number"]:
            w = self.pick(scope.writable["number"])
            options += [lambda: f"bump({w}, {n()})", lambda: f"load(&{w})",
                        lambda: f"apply([&](number x) {{ return x + {w}; }}, {n()})",
                        lambda: f"apply([w = {w}](number x) {{ return x + w; }}, {n()})",
                        lambda: f"[&] {{ return mix({w}, 3); }}()",
                        lambda: f"std::invoke(mix, {n()}, {w})",
                        lambda: f"pick({w}, {self.pick(scope.writable['number'])}, {n()})"]
        if scope.all("numbers"):
            v = self.pick(scope.all("numbers"))
            options += [lambda: f"sum_of({v})", lambda: f"sum_span({v})", lambda: f"mix({v}[0], {v}.back())",
                        lambda: f"sum_of(longer({v}, {n()}))", lambda: f"load({v}.data())"]
        if scope.writable["numbers"]:
            v = self.pick(scope.writable["numbers"])
            options += [lambda: f"bump({v}[0], {n()})", lambda: f"bump({v}.back(), {n()})"]
        if scope.all("string"):
            s = self.pick(scope.all("string"))
            options += [lambda: f"length({s})", lambda: f"letters({s}.c_str())", lambda: f"length({s} + \"x\")"]
        options += [lambda: f"length(text({n()}))", lambda: f"letters(text({n()}).c_str())", lambda: f"sum_of(made({n()}))",
                    lambda: f"unbox(box({n()}))", lambda: f"sum_of({{{n()}, {n()}}})"]
        if scope.all("object"):
            o = self.pick(scope.all("object"))
            options += [lambda: f"{o}.value()", lambda: f"look({o})", lambda: f"{o}({n()})",
                        lambda: f"look(altered({o}, {n()}))", lambda: f"sum_of({o}.kept)",
                        lambda: f"(&{o})->value()"]
        if scope.writable["object"]:
            o = self.pick(scope.writable["object"])
            options += [lambda: f"{o}.add({n()})", lambda: f"bump({o}.total, {n()})", lambda: f"bump({o}.inner.first_part, {n()})",
                        lambda: f"std::invoke(&object::add, {o}, {n()})"]
        if scope.writable["array"]:
            a = self.pick(scope.writable["array"])
            options += [lambda: f"bump({a}[{self.rng.randint(0, 3)}], {n()})", lambda: f"sum_span({a})"]
        if scope.all("box"):
            b = self.pick(scope.all("box"))
            options += [lambda: f"peek({b})", lambda: f"bump(*{b}, {n()})"]
        if self.throws:
            options += [lambda: f"risky({n()})"] * 4
        return self.pick(options)()

    def effect_call(self, scope):
        n = lambda: self.num(scope, 1)
        options = [lambda: f"count_up({n()})", lambda: self.number_call(scope)]
        if scope.writable["number"]:
            w = self.pick(scope.writable["number"])
            options += [lambda: f"bump({w}, {n()})", lambda: f"store(&{w}, {n()})"] * 2
            if self.throws:
                options += [lambda: f"risky_effect({w}, {n()})"] * 2
        if scope.writable["numbers"]:
            v = self.pick(scope.writable["numbers"])
            options += [lambda: f"grow({v}, {n()})", lambda: f"store({v}.data(), {n()})",
                        lambda: f"[&] {{ grow({v}, 2); }}()"]
        if scope.writable["string"]:
            options += [lambda: f"extend({self.pick(scope.writable['string'])}, {n()})"]
        if scope.writable["object"]:
            o = self.pick(scope.writable["object"])
            options += [lambda: f"{o}.keep({n()})", lambda: f"change({o}, {n()})", lambda: f"grow({o}.kept, {n()})",
                        lambda: f"{o}.add({n()})"]
        if scope.writable["array"]:
            options += [lambda: f"store(&{self.pick(scope.writable['array'])}[1], {n()})"]
        return self.pick(options)()

    def attribute(self):
        return self.pick(["[[fork::parallel]] "] * 5 + ["[[fork::thread]] "])

    # Statements

    def emit(self, depth, line):
        self.lines.append("  " * depth + line)

    def declaration(self, scope, depth):
        n = lambda: self.num(scope, 1)
        a = self.attribute() if self.chance(0.85) else ""
        form = self.pick(["number"] * 6 + ["two", "string", "numbers", "object", "binding", "pair_binding", "reference", "box", "wide",
                                           "construct", "const_ref"])
        x = self.fresh("x")
        if form == "number":
            typ = self.pick(["number", "auto", "const number", "const auto", "const auto &", "auto &&"])
            call = self.number_call(scope)
            if typ == "auto &&" and call.startswith("pick"):
                typ = "auto"
            if typ == "const auto &" and call.startswith("pick"):
                typ = "const auto"
            self.emit(depth, f"{a}{typ} {x} = {call};")
            (scope.readable if "const" in typ else scope.writable)["number"].append(x)
        elif form == "two":
            y = self.fresh("x")
            self.emit(depth, f"{a}number {x} = {self.number_call(scope)}, {y} = {self.number_call(scope)};")
            scope.writable["number"] += [x, y]
        elif form == "wide":
            self.emit(depth, f"{a}{self.pick(['long', 'auto', 'const auto', 'const long &'])} {x} = {self.pick(['wide', 'narrow'])}({n()});")
            y = self.fresh("x")
            self.emit(depth, f"const number {y} = static_cast<number>({x});" if self.chance(0.5) else
                      f"static_assert(sizeof({x}) >= 2); const number {y} = static_cast<number>({x}) + static_cast<number>(sizeof(decltype({x})));")
            scope.readable["number"].append(y)
        elif form == "string":
            typ = self.pick(["std::string", "const std::string", "auto", "const auto &"])
            self.emit(depth, f"{a}{typ} {x} = text({n()});")
            (scope.readable if "const" in typ else scope.writable)["string"].append(x)
        elif form == "numbers":
            call = f"made({n()})"
            if scope.all("numbers") and self.chance(0.5):
                call = f"longer({self.pick(scope.all('numbers'))}, {n()})"
            self.emit(depth, f"{a}{self.pick(['numbers', 'auto'])} {x} = {call};")
            scope.writable["numbers"].append(x)
        elif form == "object" and scope.all("object"):
            self.emit(depth, f"{a}{self.pick(['object', 'auto'])} {x} = altered({self.pick(scope.all('object'))}, {n()});")
            scope.writable["object"].append(x)
        elif form == "construct":
            self.emit(depth, f"{a}numbers {x}({n()} % 7 + 1, {n()});")
            scope.writable["numbers"].append(x)
        elif form == "binding":
            y, z = self.fresh("x"), self.fresh("x")
            typ = self.pick(["auto", "const auto", "const auto &", "auto &&"])
            const = "const" in typ
            call, names = self.pick([(f"both({n()}, {n()})", [x, y]), (f"three({n()})", [x, y, z])])
            self.emit(depth, f"{a}{typ} [{', '.join(names)}] = {call};")
            used = f"({' + '.join(names)})"
            w = self.fresh("x")
            later = self.chance(0.5) and depth < 4
            if later:
                self.statement(scope, depth)
            self.emit(depth, f"const number {w} = {used};")
            scope.readable["number"].append(w)
            if not const and self.chance(0.5):
                self.emit(depth, f"{x} = {x} + 1; {w if False else y} ^= {x};")
                w2 = self.fresh("x")
                self.emit(depth, f"const number {w2} = {used};")
                scope.readable["number"].append(w2)
        elif form == "pair_binding":
            y = self.fresh("x")
            self.emit(depth, f"{a}const auto [{x}, {y}] = named({n()});")
            w = self.fresh("x")
            self.emit(depth, f"const number {w} = {x} + static_cast<number>({y}.size());")
            scope.readable["number"].append(w)
        elif form == "reference" and len(scope.writable["number"]) > 1:
            p, q = self.rng.sample(scope.writable["number"], 2)
            self.emit(depth, f"{a}number &{x} = pick({p}, {q}, {n()});")
            scope.writable["number"].append(x)
        elif form == "const_ref" and scope.all("numbers"):
            self.emit(depth, f"{a}const number &{x} = sum_of({self.pick(scope.all('numbers'))});")
            scope.readable["number"].append(x)
        elif form == "box":
            self.emit(depth, f"{a}{self.pick(['auto', 'const auto', 'std::unique_ptr<number>'])} {x} = box({n()});")
            scope.readable["box"].append(x)
        else:
            self.emit(depth, f"number {x} = {n()};")
            scope.writable["number"].append(x)

    def commit(self, scope, depth):
        n = lambda: self.num(scope, 1)
        call = self.number_call(scope)
        options = []
        if scope.writable["number"]:
            w = self.pick(scope.writable["number"])
            options += [f"{w} = {call};", f"{w} += {call};", f"{w} ^= {call};", f"{w} *= {call};", f"{w} -= {call};"]
        if scope.writable["numbers"]:
            v = self.pick(scope.writable["numbers"])
            options += [f"{v}.push_back({call});", f"{v}.emplace_back({call});", f"{v}.insert({v}.end(), {call});",
                        f"{v}[{n()} % {v}.size()] = {call};", f"{v}.back() += {call};", f"{v} = longer({v}, {n()});",
                        f"{v} = made({n()});"]
        if scope.writable["array"]:
            a = self.pick(scope.writable["array"])
            options += [f"{a}[{n()} % 4u] = {call};", f"{a}[{n()} % 4u] += {call};"]
        if scope.writable["object"]:
            o = self.pick(scope.writable["object"])
            options += [f"{o}.total = {call};", f"{o}.inner.first_part += {call};", f"{o}.kept.push_back({call});",
                        f"{o} += {call};", f"{o} = altered({o}, {n()});"]
        if scope.writable["map"]:
            m = self.pick(scope.writable["map"])
            options += [f"{m}[{n()} % 9u] = {call};", f"{m}[{n()} % 9u] += {call};", f"{m}.emplace({n()} % 9u, {call});",
                        f"{m}.insert({{{n()} % 9u, {call}}});", f"{m}.insert_or_assign({n()} % 9u, {call});"]
        if scope.writable["string"]:
            s = self.pick(scope.writable["string"])
            options += [f"{s} += text({n()});", f"{s} = text({n()});", f"{s}.append(text({n()}));", f"{s} = {s} + text({n()});"]
        if options:
            self.emit(depth, self.attribute() + self.pick(options))

    def serial(self, scope, depth):
        n = lambda: self.num(scope, 1)
        options = []
        if scope.writable["number"]:
            w = self.pick(scope.writable["number"])
            options += [f"{w} = {n()};", f"{w} += {n()};", f"++{w};", f"{w} = mix({w}, {n()});", f"std::swap({w}, {self.pick(scope.writable['number'])});"]
        if scope.writable["numbers"]:
            v = self.pick(scope.writable["numbers"])
            options += [f"{v}.push_back({n()});", f"{v}[0] = {n()};", f"grow({v}, {n()});", f"for (number &each : {v}) each += 1;"]
        if scope.writable["object"]:
            o = self.pick(scope.writable["object"])
            options += [f"{o}.total += {n()};", f"{o}.keep({n()});"]
        if scope.writable["string"]:
            options += [f"{self.pick(scope.writable['string'])} += 'z';"]
        if scope.writable["array"]:
            options += [f"{self.pick(scope.writable['array'])}[2] = {n()};"]
        if scope.writable["map"]:
            options += [f"{self.pick(scope.writable['map'])}[3] += {n()};"]
        options += [f"result = result * 31 + {n()};"] * 3
        self.emit(depth, self.pick(options))

    def block(self, scope, depth, size=None):
        inner = Scope(scope)
        for _ in range(size or self.rng.randint(1, 3)):
            self.statement(inner, depth)

    def loop(self, scope, depth):
        i = self.fresh("i")
        inner = Scope(scope)
        head = self.pick(["index", "index", "range", "while", "do", "range_array"])
        count = self.rng.randint(2, 6)
        tail = "}"
        if head == "index":
            self.emit(depth, f"for (number {i} = 0; {i} < {count}; ++{i}) {{")
            inner.readable["number"].append(i)
        elif head == "range" and scope.all("numbers"):
            v = self.pick(scope.all("numbers"))
            self.emit(depth, f"for ({self.pick(['const number', 'number', 'const auto &', 'auto'])} {i} : numbers({v})) {{")
            inner.readable["number"].append(i)
        elif head == "range_array" and scope.writable["array"]:
            a = self.pick(scope.writable["array"])
            self.emit(depth, f"for (auto &{i} : {a}) {{")
            inner.writable["number"].append(i)
        elif head == "while":
            self.emit(depth, f"for (number {i} = 0; {i}++ < {count};) {{")
            inner.readable["number"].append(i)
        else:
            self.emit(depth, f"number {i} = 0;")
            self.emit(depth, "do {")
            inner.readable["number"].append(i)
            tail = f"}} while (++{i} < {count});"
        self.loops += 1
        saved = {k: list(inner.writable[k]) for k in Scope.KINDS}
        if self.chance(0.5) and head != "do":
            # what the body declares lives in it
            pass
        self.block(inner, depth + 1)
        if self.chance(0.25):
            self.emit(depth + 1, f"if ({self.num(inner, 1)} % 7u == 3u)")
            self.emit(depth + 2, self.pick(["break;", "continue;"] + ([] if head == "do" else ["continue;"])))
            self.block(inner, depth + 1, 1)
        self.loops -= 1
        self.emit(depth, tail)

    def statement(self, scope, depth):
        self.budget -= 1
        simple = depth > 4 or self.budget < 0
        options = [self.declaration] * 5 + [self.commit] * 4 + [self.effect] * 3 + [self.serial] * 5
        if not simple:
            options += [self.loop] * 3 + [self.branch] * 2 + [self.nested, self.switch, self.lambda_block, self.early_exit]
            options += [self.single_loop] * 2 + [self.annotated_block]
            if self.throws:
                options += [self.try_block] * 2
        self.pick(options)(scope, depth)

    def effect(self, scope, depth):
        self.emit(depth, f"{self.attribute()}{self.effect_call(scope)};")

    def single_loop(self, scope, depth):
        """A loop whose body is nothing but a forked call."""
        i = self.fresh("i")
        self.emit(depth, f"for (number {i} = 0; {i} < {self.rng.randint(3, 12)}; ++{i})")
        inner = Scope(scope)
        inner.readable["number"] += [i] * 4
        before = len(self.lines)
        self.pick([self.commit, self.commit, self.effect])(inner, depth + 1)
        if len(self.lines) == before:
            self.emit(depth + 1, f"result += {i};")

    def annotated_block(self, scope, depth):
        self.emit(depth, "[[fork::parallel]] {")
        inner = Scope(scope)
        for _ in range(self.rng.randint(2, 4)):
            if self.chance(0.3):
                x = self.fresh("x")
                self.emit(depth + 1, f"number {x} = {self.number_call(inner)};")
                inner.writable["number"].append(x)
            else:
                self.emit(depth + 1, self.effect_call(inner) + ";")
        self.emit(depth, "}")

    def branch(self, scope, depth):
        init = ""
        inner = Scope(scope)
        if self.chance(0.3):
            x = self.fresh("x")
            init = f"const number {x} = {self.num(scope, 1)}; "
            inner.readable["number"].append(x)
        self.emit(depth, f"if ({init}{self.num(inner, 1)} % 3u != 1u) {{")
        self.block(inner, depth + 1)
        if self.chance(0.5):
            self.emit(depth, "} else {")
            self.block(inner, depth + 1)
        self.emit(depth, "}")

    def nested(self, scope, depth):
        self.emit(depth, "{")
        self.block(scope, depth + 1)
        self.emit(depth, "}")

    def switch(self, scope, depth):
        self.emit(depth, f"switch ({self.num(scope, 1)} % 4u) {{")
        for value in range(self.rng.randint(1, 3)):
            self.emit(depth, f"case {value}: {{")
            self.block(scope, depth + 1)
            self.emit(depth, "}" + (" break;" if self.chance(0.7) else " [[fallthrough]];"))
        self.emit(depth, "default: break;")
        self.emit(depth, "}")

    def lambda_block(self, scope, depth):
        f = self.fresh("f")
        capture = self.pick(["&", "&", "="])
        inner = Scope(scope)
        if capture == "=":
            for kind in Scope.KINDS:
                inner.readable[kind] = inner.all(kind) if kind not in ("box",) else []
                inner.writable[kind] = []
            inner.readable["array"] = []
            inner.readable["map"] = []
        p = self.fresh("p")
        self.emit(depth, f"const auto {f} = [{capture}](number {p}) {{")
        inner.readable["number"].append(p)
        self.emit(depth + 1, f"number result = {p};")
        self.in_lambda += 1
        loops, self.loops = self.loops, 0
        self.block(inner, depth + 1)
        self.loops = loops
        self.in_lambda -= 1
        self.emit(depth + 1, "return result;")
        self.emit(depth, "};")
        if self.chance(0.5):
            x = self.fresh("x")
            self.emit(depth, f"{self.attribute() if self.chance(0.6) else ''}number {x} = {f}({self.num(scope, 1)});")
            scope.writable["number"].append(x)
        else:
            self.emit(depth, f"result ^= {f}({self.num(scope, 1)});")

    def early_exit(self, scope, depth):
        condition = f"{self.num(scope, 1)} % 11u == 5u"
        if self.loops and self.chance(0.6):
            self.emit(depth, f"if ({condition}) {self.pick(['break', 'continue'])};")
        else:
            self.emit(depth, f"if ({condition}) return result + {self.num(scope, 1)};")

    def try_block(self, scope, depth):
        """What the block changes is its own, and the handler ends the function."""
        inner = Scope()
        for kind in Scope.KINDS:
            inner.readable[kind] = [name for name in scope.all(kind)]
        inner.readable["box"] = []
        self.emit(depth, "try {")
        own = self.fresh("x")
        self.emit(depth + 1, f"number {own} = 3;")
        inner.writable["number"].append(own)
        self.block(inner, depth + 1, self.rng.randint(2, 4))
        self.emit(depth, "} catch (const std::runtime_error &error) {")
        self.emit(depth + 1, "return length(error.what());")
        if self.chance(0.5):
            self.emit(depth, "} catch (const std::exception &error) {")
            self.emit(depth + 1, "return letters(error.what());")
        self.emit(depth, "}")

    def write(self):
        scope = Scope()
        scope.readable["number"] += ["seed"]
        scope.writable["number"] += ["result"]
        head = f"number {self.name}(number seed) {{"
        member = self.form == "member"
        if self.form == "template":
            head = f"template <class T> number {self.name}(T seed) {{"
        elif member:
            head = f"struct class_{self.name} : object {{ number {self.name}(number seed) {{"
        self.emit(0, head)
        self.emit(1, "number result = seed;")
        self.emit(1, "number a = seed * 3 + 1, b = seed ^ 9u;")
        self.emit(1, "numbers v{seed, 2, 3};")
        self.emit(1, "std::string s = \"s\";")
        self.emit(1, "object o;")
        self.emit(1, "number t[4] = {1, 2, 3, seed};")
        self.emit(1, "std::map<number, number> m{{1, 2}};")
        scope.writable["number"] += ["a", "b"]
        scope.writable["numbers"].append("v")
        scope.writable["string"].append("s")
        scope.writable["object"].append("o")
        scope.writable["array"].append("t")
        scope.writable["map"].append("m")
        if member:
            scope.writable["number"] += ["total", "inner.second_part"]
            scope.writable["numbers"].append("kept")
        if self.chance(0.3):
            self.emit(1, "number *const alias = &a; *alias += 1;")
        top = self.rng.randint(5, 10)
        for _ in range(top):
            self.statement(scope, 1)
        self.emit(1, "result = result * 7 + a + b * 3 + o.total + t[0] + t[1] + t[2] + t[3] + o.inner.first_part;")
        self.emit(1, "for (number x : v) result = result * 5 + x;")
        self.emit(1, "for (number x : o.kept) result = result * 5 + x;")
        self.emit(1, "for (char c : s) result = result * 3 + static_cast<number>(c);")
        self.emit(1, "for (const auto &[key, value] : m) result = result * 3 + key * 17 + value;")
        if member:
            self.emit(1, "for (number x : kept) result = result * 5 + x + total + inner.second_part;")
        self.emit(1, "return result;")
        self.emit(0, "} };" if member else "}")
        return "\n".join(self.lines)

    def call(self):
        if self.form == "member":
            return f"class_{self.name}().{self.name}"
        return self.name


def generate(seed, count):
    rng = random.Random(seed)
    parts = [PRELUDE]
    runs = []
    for index in range(count):
        throws = rng.random() < 0.35
        form = rng.choice(["function", "function", "template", "member"])
        function = Function(rng, f"f{index}", throws, form)
        parts.append(function.write())
        runs.append((function.call(), index, "false" if throws else "true"))
    parts.append("template <class F> void show(int name, bool counts, F f) {")
    parts.append("  for (number seed : {1u, 4u, 10u}) {")
    parts.append("    global_count = 0;")
    parts.append("    try {")
    parts.append("      const number result = f(seed);")
    parts.append("      std::printf(\"f%d(%u) = %u, %u\\n\", name, seed, result, counts ? global_count : 0u);")
    parts.append("    } catch (const std::exception &error) {")
    parts.append("      std::printf(\"f%d(%u): %s\\n\", name, seed, error.what());")
    parts.append("    }")
    parts.append("  }")
    parts.append("}")
    parts.append("int main() {")
    for call, index, counts in runs:
        parts.append(f"  show({index}, {counts}, [](number seed) {{ return {call}(seed); }});")
    parts.append("}")
    return "\n".join(parts) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seed", type=int)
    parser.add_argument("--functions", type=int, default=12)
    options = parser.parse_args()
    print(generate(options.seed, options.functions), end="")


if __name__ == "__main__":
    main()
