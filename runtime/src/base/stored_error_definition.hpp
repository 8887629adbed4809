#pragma once

#include "xfork/base/stored_error.hpp"

#include <exception>

namespace xfork::detail {

struct stored_error {
  std::exception_ptr exception;
};

} // namespace xfork::detail
