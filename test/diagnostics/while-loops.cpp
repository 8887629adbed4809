// RUN: not %xfork %s -- -std=c++20 -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// Conditions that cannot be evaluated before the bodies of earlier iterations have run, and what is warned about.
#include <deque>
#include <iostream>
#include <string>
#include <vector>

struct Job { int size; };
struct Jobs { bool pop(Job *&job); bool pop(int &n); bool empty() const; void push(int n); };
Job *next_job();
void work(const Job &job);
int parse(const std::string &line);
void use(int x);

void refused(std::istream &in, Jobs jobs, std::deque<int> queue, int *a, int n) {
  std::string line;
  int i = 0, count = 0, x = 0;
  // CHECK: :[[@LINE+1]]:31: error: this loop cannot run in parallel: its condition does not produce the next item, as 'std::getline(in, line)' does [fork-loop-form]
  [[fork::parallel]] while (i < n) { use(1); }
  // CHECK: :[[@LINE+1]]:29: error: this loop cannot run in parallel: its condition does not produce the next item, as 'std::getline(in, line)' does [fork-loop-form]
  [[fork::parallel]] while (!queue.empty()) { use(2); }
  // CHECK: :[[@LINE+1]]:48: error: this loop cannot run in parallel: its body changes 'jobs', and so may its condition [fork-loop-form]
  [[fork::parallel, fork::independent]] while (jobs.pop(x)) { if (x > 1) jobs.push(x / 2); }
  // CHECK: error: this loop cannot run in parallel: its condition changes 'in', which the body uses [fork-loop-form]
  [[fork::parallel]] while (std::getline(in, line)) { if (in.eof()) use(3); }
  // CHECK: error: this loop cannot run in parallel: its condition uses 'count', which the body changes [fork-loop-form]
  [[fork::parallel]] while (count < n && std::getline(in, line)) { count += parse(line) > 0; }
  // CHECK: error: this loop cannot run in parallel: its body changes 'x', and so may its condition [fork-loop-form]
  [[fork::parallel]] while (jobs.pop(x)) { x /= 2; use(x); }
  // CHECK: :[[@LINE+1]]:34: error: this loop cannot run in parallel: its condition declares a variable; declare it before the loop [fork-loop-form]
  [[fork::parallel]] while (Job *job = next_job()) work(*job);
}

std::string last_line(std::istream &in) {
  std::string line;
  // CHECK: error: this loop cannot run in parallel: 'line' is used after the loop, and its condition may have been evaluated for later iterations by then [fork-loop-form]
  [[fork::parallel, fork::independent]] while (std::getline(in, line)) if (line.empty()) break;
  return line;
}

std::string changed_line(std::istream &in) {
  std::string line;
  // CHECK: error: this loop cannot run in parallel: 'line', which the body changes, is used after the loop [fork-loop-form]
  [[fork::parallel]] while (std::getline(in, line)) { line += '.'; use(parse(line)); }
  return line;
}

void warned(std::istream &in, Jobs jobs) {
  std::string line;
  Job *job;
  // CHECK: warning: 'what job refers to' may be changed by every iteration through {{.*}} [fork-opaque-call]
  [[fork::parallel]] while ((job = next_job())) work(*job);
  [[fork::parallel, fork::independent]] while (jobs.pop(job)) work(*job);
  // CHECK: warning: 'in' may be changed by iterations behind the one that leaves the loop, which the serial program does not run; if that is fine, add 'fork::independent' [fork-effects-after-exit]
  [[fork::parallel]] while (std::getline(in, line)) if (parse(line) > 7) return;
}
