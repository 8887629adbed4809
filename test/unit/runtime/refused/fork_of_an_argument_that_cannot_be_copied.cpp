// expected: deleted
#include <memory>
#include <xfork/xfork.hpp>

void use(std::unique_ptr<int> &owner) {
  static_cast<void>(xfork::fork([](std::unique_ptr<int> p) { return *p; }, owner)); // std::move(owner), or std::ref
}
