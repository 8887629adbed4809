#pragma once

int library_fails(int x);
int library_calls(int (*function)(int), int x);
