#include "base/error_hooks.hpp"

#include "base/stored_error_definition.hpp"

namespace xfork::detail {

namespace {

constexpr error_hooks no_hooks{
    [](const std::type_info &, void *) noexcept {},
    []() noexcept {},
    [](const std::exception_ptr &) noexcept {},
    [](const std::exception_ptr &) noexcept {},
    [](const std::exception_ptr &) noexcept {},
    [](const std::exception_ptr &, fork_site) noexcept {},
    [](const void *) noexcept { return fork_site(); },
    [](const std::exception_ptr &, call_stack &) noexcept {},
    [](call_stack &) noexcept {},
    [](const std::exception_ptr &, const call_stack &, const fork_site *) noexcept {},
};

} // namespace

constinit const error_hooks *installed_error_hooks = &no_hooks;

fork_site record_fork_site() noexcept { return installed_error_hooks->forked(__builtin_frame_address(0)); }

stored_error *capture_error_of(fork_site site) noexcept {
  stored_error *error = capture_error();
  if (site.stack != 0)
    installed_error_hooks->left_lazy(error->exception, site);
  return error;
}

} // namespace xfork::detail
