#include "openmp/FindDirectives.h"
#include "openmp/Afterwards.h"
#include "openmp/Clauses.h"
#include "openmp/Privacy.h"
#include "openmp/Region.h"
#include "openmp/Task.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtOpenMP.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm::omp;
using namespace xfork;

namespace {

/// The lines of the pragma that a token stands in.
std::optional<Span> pragmaAround(StringRef Text, Span Token) {
  size_t Begin = Text.rfind('\n', Token.Begin);
  Begin = Begin == StringRef::npos ? 0 : Begin + 1;
  while (Begin > 1 && StringRef(Text.take_front(Begin - 1)).rtrim("\r").ends_with("\\")) {
    size_t Earlier = Text.rfind('\n', Begin - 2);
    Begin = Earlier == StringRef::npos ? 0 : Earlier + 1;
  }
  if (!Text.substr(Begin).ltrim(" \t").starts_with("#"))
    return std::nullopt; // _Pragma
  size_t End = Text.find('\n', Token.Begin);
  while (End != StringRef::npos && Text.take_front(End).rtrim("\r").ends_with("\\"))
    End = Text.find('\n', End + 1);
  return Span{Token.File, static_cast<unsigned>(Begin), static_cast<unsigned>(End == StringRef::npos ? Text.size() : End)};
}

class DirectiveVisitor : public RecursiveASTVisitor<DirectiveVisitor> {
  using Base = RecursiveASTVisitor<DirectiveVisitor>;

public:
  DirectiveVisitor(ASTContext &Context, const SourceText &Source) : Context(Context), Source(Source) {}

  bool TraverseStmt(Stmt *S) {
    auto *D = dyn_cast_or_null<OMPExecutableDirective>(S);
    bool IsLoop = S && isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S);
    llvm::SaveAndRestore<bool> SavedLoop(InLoop, InLoop || IsLoop);
    if (!D)
      return Base::TraverseStmt(S);
    bool IsRegion = isOpenMPParallelDirective(D->getDirectiveKind());
    llvm::SaveAndRestore<unsigned> SavedGroup(Group, IsRegion && !Region ? ++Groups : Group);
    llvm::SaveAndRestore<const OMPExecutableDirective *> SavedRegion(Region, IsRegion ? D : Region);
    add(*D);
    return Base::TraverseStmt(S);
  }

  /// A variable of its own for each thread, without any sign of it where it is used.
  bool VisitOMPThreadPrivateDecl(OMPThreadPrivateDecl *) { return HasThreadPrivate = true; }

  /// Directives that stand in no region belong together with those of their function.
  bool TraverseFunctionDecl(FunctionDecl *F) {
    return inFunction(F, [&] { return Base::TraverseFunctionDecl(F); });
  }
  bool TraverseCXXMethodDecl(CXXMethodDecl *F) {
    return inFunction(F, [&] { return Base::TraverseCXXMethodDecl(F); });
  }

  bool VisitCallExpr(CallExpr *Call) {
    if (const FunctionDecl *F = Call->getDirectCallee())
      Calls.push_back({F->getQualifiedNameAsString(), Source.sources().getSpellingLineNumber(Call->getBeginLoc())});
    return true;
  }

  std::vector<Conversion> Found;

private:
  bool inFunction(const FunctionDecl *F, llvm::function_ref<bool()> Walk) {
    llvm::SaveAndRestore<const FunctionDecl *> SavedFunction(Function, F);
    llvm::SaveAndRestore<unsigned> Saved(Group, ++Groups);
    size_t First = Found.size();
    Calls.clear();
    bool Continue = Walk();
    for (Conversion &C : llvm::MutableArrayRef(Found).drop_front(First))
      C.MayBeIndependent = !meetsItselfLater(C, llvm::ArrayRef(Found).drop_front(First));
    return Continue;
  }

  /// Whether the function of a task is called again behind a `taskwait`: that call must wait for the task.
  bool meetsItselfLater(const Conversion &Task, llvm::ArrayRef<Conversion> Others) const {
    return llvm::any_of(Others, [&](const Conversion &Wait) {
      bool Waits = Wait.Directive == "taskwait" || Wait.Directive == "taskgroup" || Wait.Directive == "barrier";
      unsigned Behind = Wait.LastLine;
      bool CalledBehind = llvm::any_of(Calls, [&](const auto &Call) { return Call.first == Task.Callee && Call.second > Behind; });
      return Waits && (Wait.IsInLoop || (Behind > Task.Line && CalledBehind));
    });
  }

  void add(const OMPExecutableDirective &D) {
    // A macro's is where the macro stands: what shares a region with it must stay, too.
    std::optional<Span> Token = Source.token(Source.sources().getExpansionLoc(D.getBeginLoc()));
    if (!Token)
      return; // of a system header
    Conversion C;
    C.Directive = getOpenMPDirectiveName(D.getDirectiveKind()).str();
    if (D.getDirectiveKind() == OMPD_simd)
      return; // is not about threads
    C.Path = C.Opened = Source.path(Token->File);
    C.Group = Group;
    C.IsInLoop = InLoop;
    PresumedLoc Where = Source.sources().getPresumedLoc(D.getBeginLoc());
    C.Line = Where.getLine();
    C.Column = Where.getColumn();
    C.FirstLine = C.LastLine = C.Line;
    if (const Stmt *Code = associated(D)) {
      C.FirstLine = Source.sources().getSpellingLineNumber(Code->getBeginLoc());
      C.LastLine = Source.sources().getSpellingLineNumber(Code->getEndLoc());
    }
    std::optional<Span> Pragma = pragmaAround(Source.fileText(Token->File), *Token);
    if (Pragma) {
      C.PragmaBegin = Pragma->Begin;
      C.PragmaEnd = Pragma->End;
    } else
      C.WhyNot = "a macro writes it";
    C.HasExclusion = HasThreadPrivate || holdsExclusion(associated(D));
    readClauses(D, Source, C);
    if (D.getDirectiveKind() != OMPD_task) // which has copies of its own
      readPrivacy(D, Region, C);
    convert(D, C);
    Found.push_back(std::move(C));
  }

  void convert(const OMPExecutableDirective &D, Conversion &C) {
    std::string Against = dependsOnThreads(D, Context);
    if (!Region && needsRegion(D.getDirectiveKind()))
      Against = "it belongs to a parallel region elsewhere";
    if (Function && Function->hasBody() && D.getDirectiveKind() != OMPD_task)
      if (std::string Name = privateReadAfterwards(D, *Function, Context); !Name.empty())
        Against = "its private variable '" + Name + "' has its old value afterwards, which may be read";
    switch (D.getDirectiveKind()) {
    case OMPD_parallel_for:
    case OMPD_parallel_for_simd:
    case OMPD_for:
    case OMPD_for_simd:
    case OMPD_taskloop:
    case OMPD_taskloop_simd:
      annotate(associated(D), "a loop", C);
      break;
    case OMPD_parallel_sections:
    case OMPD_sections:
      annotate(associated(D), "a block", C);
      break;
    case OMPD_task:
      convertTask(D, Context, Source, C);
      break;
    case OMPD_atomic:
      if (!D.getClausesOfKind<OMPReadClause>().empty() || !D.getClausesOfKind<OMPWriteClause>().empty() ||
          !D.getClausesOfKind<OMPCaptureClause>().empty())
        C.WhyNot = "it reads or writes what other threads write";
      [[fallthrough]];
    case OMPD_parallel:
    case OMPD_single:
    case OMPD_master:
    case OMPD_masked:
    case OMPD_barrier:
    case OMPD_taskwait:
    case OMPD_taskgroup:
    case OMPD_section:
    case OMPD_critical:
      C.Attributes.clear();
      break;
    default:
      C.WhyNot = "it has no counterpart";
    }
    if (C.WhyNot.empty())
      C.WhyNot = Against;
  }

  /// What shares out the work of a region, or keeps its threads apart: without one at hand nobody knows whose.
  static bool needsRegion(llvm::omp::Directive Kind) {
    return !llvm::is_contained({OMPD_task, OMPD_taskwait, OMPD_taskgroup, OMPD_taskloop, OMPD_taskloop_simd}, Kind);
  }

  void annotate(const Stmt *Code, StringRef What, Conversion &C) {
    std::optional<Span> Where = Code ? Source.span(Code->getSourceRange()) : std::nullopt;
    if (!Where || !isa<ForStmt, CXXForRangeStmt, CompoundStmt>(Code)) {
      C.WhyNot = ("it is not about " + What).str();
      return;
    }
    C.AnnotateAt = Where->Begin;
    C.Attributes.insert(C.Attributes.begin(), "fork::parallel");
  }

  ASTContext &Context;
  const SourceText &Source;
  unsigned Groups = 0, Group = 0;
  const OMPExecutableDirective *Region = nullptr;
  const FunctionDecl *Function = nullptr;
  bool InLoop = false, HasThreadPrivate = false;
  std::vector<std::pair<std::string, unsigned>> Calls; ///< Of the function: callee and line.
};

} // namespace

std::vector<Conversion> xfork::findDirectives(ASTContext &Context, const SourceText &Source) {
  DirectiveVisitor Visitor(Context, Source);
  Visitor.TraverseDecl(Context.getTranslationUnitDecl());
  return std::move(Visitor.Found);
}
