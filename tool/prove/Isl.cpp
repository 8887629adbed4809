#include "prove/Isl.h"
#include <isl/options.h>

using namespace xfork::isl;

/// A pair of accesses of a five-deep nest takes some thousand operations; this many take about ten milliseconds.
static constexpr unsigned long OperationsPerQuestion = 200'000;

Session::Session() : Context(isl_ctx_alloc()) { isl_options_set_on_error(Context, ISL_ON_ERROR_CONTINUE); }

void Session::startQuestion() {
  isl_ctx_reset_error(Context);
  isl_ctx_reset_operations(Context);
  isl_ctx_set_max_operations(Context, OperationsPerQuestion);
}
