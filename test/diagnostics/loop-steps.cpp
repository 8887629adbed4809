// RUN: not %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// Loops over what is linked: what the proofs make of the nodes.
struct Node {
  double value;
  Node *next, *other;
};
void touch(Node *p);
void shift(Node *head) {
  [[fork::parallel]] for (Node *p = head; p; p = p->next) p->value += 1;
  // CHECK: :[[@LINE+2]]:{{[0-9]+}}: warning: cannot prove that iterations write different elements: 'p->value'; if they do, add 'fork::independent' [fork-unproven-independence]
  // CHECK: note: nodes that are linked with each other may be those of other iterations
  [[fork::parallel]] for (Node *p = head; p->next; p = p->next) p->value = p->next->value;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: cannot prove that iterations write different elements: 'p->other->value'
  [[fork::parallel]] for (Node *p = head; p; p = p->next) p->other->value = 1;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: cannot prove that iterations write different elements: 'p->value'
  [[fork::parallel]] for (Node *p = head; p; p = p->next) p->value = head->value;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the loop's bound may change while it runs: it uses 'p->next' [fork-loop-bound]
  [[fork::parallel]] for (Node *p = head; p; p = p->next) p->next = p->other;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: 'p' may be changed by every iteration through 'touch'; if that is safe, add 'fork::independent' [fork-opaque-call]
  [[fork::parallel]] for (Node *p = head; p; p = p->next) touch(p);
  [[fork::parallel, fork::independent]] for (Node *p = head; p; p = p->next) touch(p);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the loop variable 'p' is modified in the body [fork-index-modified]
  [[fork::parallel]] for (Node *p = head; p; p = p->next) p = p->other;
  Node *q = head;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: this loop cannot run in parallel: its body takes the step to the next item; write it as 'for (; q; q = q->next)', the variable declared in the head if nothing needs it afterwards [fork-loop-form]
  [[fork::parallel]] while (q) { q->value = 1; q = q->next; }
  double least = 0;
  // CHECK: :[[@LINE+2]]:{{[0-9]+}}: error: every iteration writes 'least', which is declared outside the loop, in a way that is not understood as a reduction [fork-shared-write]
  // CHECK: note: of 0.0 and -0.0 the last one would count, and of values that are no numbers any; write
  [[fork::parallel]] for (Node *p = head; p; p = p->next) least = p->value <= least ? p->value : least;
}
