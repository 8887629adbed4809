// What the programs of this folder call in their handlers: where was the exception being handled thrown?
// report_serial.cpp and report_xfork.cpp print it, each in its way, for test/tools/check_traceback.py to compare.
#pragma once

void report(const char *label);
