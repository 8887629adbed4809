// For the serial program: takes every throw on its way to the C++ runtime and keeps the stack, which is known by
// addresses here; the test has them symbolised by llvm-symbolizer.
#include "report.hpp"

#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <exception>
#include <execinfo.h>
#include <map>
#include <typeinfo>
#include <vector>

namespace {

std::map<void *, std::vector<void *>> &stacks() {
  static std::map<void *, std::vector<void *>> by_object;
  return by_object;
}

} // namespace

extern "C" [[noreturn]] void __cxa_throw(void *object, void *type, void (*destructor)(void *)) {
  std::vector<void *> stack(2000);
  stack.resize(static_cast<std::size_t>(backtrace(stack.data(), static_cast<int>(stack.size()))));
  stacks()[object] = stack;
  using function = void (*)(void *, void *, void (*)(void *));
  reinterpret_cast<function>(dlsym(RTLD_NEXT, "__cxa_throw"))(object, type, destructor);
  __builtin_unreachable();
}

void report(const char *label) {
  std::printf("report %s\n", label);
  const std::exception_ptr exception = std::current_exception();
  void *object;
  std::memcpy(&object, &exception, sizeof object);
  const std::vector<void *> &stack = stacks()[object];
  for (std::size_t n = stack.size(); n > 1; --n) { // without the frame of __cxa_throw
    Dl_info module;
    if (dladdr(stack[n - 1], &module))
      std::printf("address %s 0x%zx\n", module.dli_fname,
                  static_cast<std::size_t>(static_cast<char *>(stack[n - 1]) - static_cast<char *>(module.dli_fbase)) - 1);
  }
}
