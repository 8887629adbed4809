// expected: no viable conversion|could not convert
#include <xfork/xfork.hpp>

xfork::lazy<int> use() { return 3; } // say xfork::lazy<int>(3): both ways implicit, `c ? lazy : 3` would be ambiguous
