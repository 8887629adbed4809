#pragma once
inline int header_square(int x) { return x * x; }
