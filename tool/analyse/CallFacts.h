// What is known of an annotated call: what its task needs, where it may live, and where it must be joined.
#pragma once

#include "analyse/Finding.h"
#include "analyse/Travel.h"
#include "find/Site.h"

namespace xfork {

/// One argument (or variable) that the task takes with it instead of referring to it.
struct CaptureFact {
  enum Kind {
    Copy,      ///< `[n]`: the variable as it is at the fork.
    Value,     ///< `[text = make(i)]`: the argument, evaluated at the fork.
    Reference, ///< `[&item = v[i]]`: the object the argument designates at the fork.
  } How;
  std::string Name; ///< Of a Copy: the variable. Else: the name wanted.
  Span Argument;    ///< Of Value and Reference: what the name replaces.
  bool Moves = false; ///< Handed on by std::move: an rvalue in the source, too.
  std::string Type;   ///< Of a Value written as a braced list: what it initialises.
};

/// A variable that a commit takes as it is at the fork.
struct CommitCopyFact {
  std::string Name;
  bool IsForked; ///< Of another forked call: its value.
};

/// A mention of the declared variable after the fork.
struct UseFact {
  enum Kind {
    Value,       ///< r       -> r.get()
    Returned,    ///< return r -> return std::move(r).get()
    CopyCapture, ///< [r]     -> [r = r.get()]
    RefCapture,  ///< [&r]    -> [&r = r.get()]
    Decltype,    ///< decltype(r) -> typename decltype(r)::value_type
  } How;
  Span Where;
};

enum class CallForm {
  Declaration, ///< auto r = f(x);
  Effect,      ///< f(x);
  Statement,   ///< A whole statement of an annotated block.
  Commit,      ///< r = f(x); sum += f(x); v.push_back(f(x));
  Group,       ///< Several calls in one expression: f(x) + g(y)
};

/// One call of a group.
struct GroupedCallFact {
  enum Kind { Number, Object, Lvalue, Dependent } Value; ///< What it returns.
  Span Forked;
  std::string Callee;
  std::vector<CaptureFact> Captures;
  bool RefersToMore = true;
  bool IsIoBound = false;
};

/// Where the calls of a group are made, and the value of the last, which is no task, gets a name.
enum class GroupPlace {
  Before, ///< In front of the statement,
  Braced, ///< in a block with it,
  Lambda, ///< in a lambda that takes the place of the expression,
  LambdaWithTry, ///< and puts exceptions in order itself.
};

/// Where the exceptions of tasks are put in order.
struct TryFact {
  enum Kind { None, Function, Block, Statement } How = None;
  Span Body;
};

/// A later forked call that must not begin before this one has ended.
struct EdgeFact {
  const void *To; ///< Its identity.
  Span Before;    ///< Where to wait if it does not become a task after all.
};

/// A place where the program waits for a task, and why.
struct Remark {
  clang::SourceLocation Loc;
  std::string Why;
};

struct CallFacts {
  const void *Identity = nullptr; ///< Of the site.
  const void *Group = nullptr;    ///< Of the statement: its declarators are forked together or not at all.
  CallForm Form;
  bool IsStackTask = true;
  Span Statement; ///< With its semicolon; of one declarator among several, with its comma.
  Span Forked;    ///< The expression that becomes the task.
  std::string Prefix; ///< `Image` where `Image picture(path)` becomes `Image(path)`.
  std::string Callee; ///< For names.
  std::vector<CaptureFact> Captures;
  bool RefersToMore = true; ///< Needs `[&`.

  std::string Variable;   ///< Of a Declaration; empty for a structured binding:
  std::string Bindings;   ///< `auto &[low, high]`,
  Span BindBefore;        ///< declared in front of this statement, or right behind the fork if empty.
  bool IsConst = false;
  std::string ReturnType; ///< Where the declared type differs from the call's: `long`.
  std::vector<UseFact> Uses;

  std::vector<CommitCopyFact> CommitCopies;
  bool ForwardsValue = false;            ///< The result is moved into place.
  bool DependentValue = false;

  Span ScopeStatement;     ///< Of a scope entry: the statement that the scope is declared before.
  std::vector<Span> Joins; ///< Statements to join in front of.
  std::vector<EdgeFact> Edges;
  TryFact Try;
  std::vector<Remark> Remarks; ///< For `--explain`.

  std::vector<GroupedCallFact> Parts; ///< Of a Group, in the order of the calls.
  GroupPlace Place = GroupPlace::Before;

  bool IsIoBound = false; ///< Runs on a thread made for the purpose.
  bool InProcess = false;
  std::vector<std::string> Changed; ///< In a process: what comes back, besides the result.
  std::vector<SerialiserFact> Serialisers;

  bool OverlapsNothing = false; ///< It is waited for before anything worth a task can happen.
  bool LeftSerial = false;      ///< The call is left as it is.
  std::string WhySerial;        ///< For `--explain`, of a call that nobody has annotated.
  std::vector<Finding> Findings;
};

/// `All` are the sites of the unit: forked variables and parallel loops concern each other.
CallFacts analyseCall(const Site &S, const std::vector<Site> &All, const clang::ASTContext &Context, const SourceText &Source);

} // namespace xfork
