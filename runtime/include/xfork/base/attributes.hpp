// Compiler attributes the runtime uses, by the names it uses them under.
#pragma once

/// On a function of the fork or join fast path: its cost is counted in instructions.
#define XFORK_INLINE inline __attribute__((always_inline))
/// On a function that must stay out of the fast path, or the fast path loses its registers.
#define XFORK_COLD __attribute__((noinline, cold))
/// On a function whose frame has to be there.
#define XFORK_NOINLINE __attribute__((noinline))
/// On everything libxfork.so exports.
#define XFORK_API __attribute__((visibility("default")))
/// The same for a lambda, between its parameters and its body.
#define XFORK_INLINE_LAMBDA __attribute__((always_inline))
