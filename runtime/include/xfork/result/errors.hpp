// What the library itself throws.
#pragma once

#include "xfork/base/attributes.hpp"

#include <new> // defines std::exception, at a tenth of the cost of <stdexcept>

namespace xfork {

/// A value was not there in time. Its call goes on; ask again later.
class XFORK_API timeout_error : public std::exception {
public:
  const char *what() const noexcept override;
};

/// The call was cancelled by its stop token before it began.
class XFORK_API cancelled : public std::exception {
public:
  const char *what() const noexcept override;
};

/// A lazy value was asked for that refers to nothing.
class XFORK_API empty_lazy : public std::exception {
public:
  const char *what() const noexcept override;
};

} // namespace xfork
