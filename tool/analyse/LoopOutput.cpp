#include "analyse/LoopOutput.h"
#include "analyse/CalleeKnowledge.h"
#include "analyse/Mentions.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace xfork;

/// Manipulators whose effect lasts.
static const llvm::StringSet<> Lasting = {
    "hex",      "dec",       "oct",      "fixed",   "scientific", "hexfloat",    "defaultfloat", "boolalpha",    "noboolalpha",
    "showbase", "noshowbase", "showpoint", "noshowpoint", "showpos", "noshowpos", "uppercase",    "nouppercase",  "left",
    "right",    "internal",  "unitbuf",  "nounitbuf", "setprecision", "setfill",  "setbase",      "setiosflags",  "resetiosflags"};
static const llvm::StringSet<> Passing = {"endl", "flush", "ends", "flush_emit"};
/// Members of streams that say how what follows is formatted.
static const llvm::StringSet<> Formatting = {"precision", "width", "fill", "flags", "setf", "unsetf", "imbue", "copyfmt"};
/// Functions that are told where to print.
static const llvm::StringSet<> FilePrinters = {"fprintf", "vfprintf", "fputs", "fputc", "putc", "fwrite", "fflush"};
/// Functions that print to stdout, for which a stream of the iteration's own has a member.
static const llvm::StringSet<> Printers = {"printf", "puts", "putchar"};

bool LoopOutput::isStream(QualType T) {
  const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition())
    return false;
  auto IsOstream = [](const CXXRecordDecl *C) { return isStd(C) && C->getIdentifier() && C->getName() == "basic_ostream"; };
  return IsOstream(R) || !R->forallBases([&](const CXXRecordDecl *Base) { return !IsOstream(Base); });
}

bool LoopOutput::isFile(QualType T) {
  const auto *Pointer = T.getNonReferenceType()->getAs<PointerType>();
  const CXXRecordDecl *R = Pointer ? Pointer->getPointeeType()->getAsCXXRecordDecl() : nullptr;
  return R && R->getIdentifier() && R->getName() == "_IO_FILE";
}

LoopOutput::LoopOutput(const LoopHeader &Header, const Accesses &All, const ASTContext &Context, const SourceText &Source, LoopFacts &Facts)
    : Header(Header), All(All), Context(Context), Source(Source), Facts(Facts), Finder({Header.Variable, Header.Range, Header.First}),
      Parents(const_cast<Stmt *>(Header.Body)) {}

void LoopOutput::refuse(const Expr *Where, std::string What, std::string Why) {
  Facts.Findings.push_back({Diag::OrderedOutput, Where->getExprLoc(), {std::move(What), std::move(Why)}, {}});
}

void LoopOutput::order() {
  IsOrdered = true;
  struct Visitor : RecursiveASTVisitor<Visitor> {
    LoopOutput &Output;
    explicit Visitor(LoopOutput &Output) : Output(Output) {}
    bool VisitExpr(Expr *E) {
      if (isa<DeclRefExpr, MemberExpr, UnaryOperator, CXXOperatorCallExpr>(E) && E->isLValue() && isStream(E->getType()))
        Output.mention(E);
      return true;
    }
    bool VisitCallExpr(CallExpr *C) {
      const FunctionDecl *F = C->getDirectCallee();
      if (F && F->getIdentifier() && (F->isExternC() || isStd(F)) && knowledgeOf(C).IsPrint)
        Output.print(C, F->getName());
      else
        Output.passFile(C);
      return true;
    }
  };
  Visitor(*this).TraverseStmt(const_cast<Stmt *>(Header.Body));
  if (Streams.empty())
    return;
  OptionFact Option{"ordered_output", {}};
  for (auto &[Key, S] : Streams) {
    if (S.Part.IsHidden)
      return refuse(S.First, S.Part.Variable, "a macro mentions it, or a lambda captures it by name");
    if (!S.Manipulators.empty())
      S.Part.Form = "::xfork::formatted(%, " + llvm::join(S.Manipulators, ", ") + ")";
    Option.Parts.push_back(std::move(S.Part));
  }
  Facts.Options.push_back(std::move(Option));
}

// --- Mentions

/// Through what the compiler put between an expression and the one that uses it.
const Expr *LoopOutput::parent(const Expr *E) const {
  const Stmt *P = Parents.getParent(E);
  while (P && isa<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(P))
    P = Parents.getParent(P);
  return dyn_cast_or_null<Expr>(P);
}

bool LoopOutput::covers(const Access &A) const {
  if (A.IsOutput && A.Place.Kind == Place::Unknown)
    return IsOrdered && !A.Call.isValid(); // printf
  const Expr *E = stripped(A.Where);
  while (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) // `out.put(c).write(…)`
    E = stripped(Call->getImplicitObjectArgument());
  std::string Key = identity(A.Place.Kind == Place::Unknown ? Finder.place(E) : A.Place, /*IsPart=*/true);
  return !Key.empty() && llvm::any_of(Streams, [&](const auto &S) { return llvm::StringRef(Key).starts_with(S.first); });
}

LoopOutput::Stream &LoopOutput::stream(const Expr *Object, llvm::StringRef Key) {
  auto It = llvm::find_if(Streams, [&](const auto &S) { return S.first == Key; });
  if (It != Streams.end())
    return It->second;
  Place P = Finder.place(Object);
  std::string Name = "stream";
  for (const PlaceStep &Step : P.Path)
    if (Step.Field)
      Name = Step.Field->getNameAsString();
  if (Name == "stream" && P.Root)
    Name = P.Root->getNameAsString();
  std::optional<Span> Where = Source.span(Object->getSourceRange());
  Stream S{{Where ? Source.text(*Where).str() : Name, Name + "_part", Key.str(), {}}, {}, Object};
  Streams.push_back({Key.str(), std::move(S)});
  return Streams.back().second;
}

void LoopOutput::mention(const Expr *Object) {
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Object); Op && Op->getOperator() != OO_Star)
    return; // a chain: its beginning is what matters
  if (const auto *U = dyn_cast<UnaryOperator>(Object); U && U->getOpcode() != UO_Deref)
    return;
  Place P = Finder.place(Object);
  if (P.Kind == Place::Temporary || All.isLocal(P))
    return;
  std::string Key = identity(P);
  if (Key.empty())
    return; // an element: the proofs say whose
  Stream &S = stream(Object, Key);
  const auto *D = dyn_cast<DeclRefExpr>(Object);
  if (!D || !All.Locals.contains(cast<ValueDecl>(D->getDecl()->getCanonicalDecl()))) {
    std::optional<Span> Where = Source.span(Object->getSourceRange());
    S.Part.IsHidden |= !Where || (D && findMentions(Header.Body, D->getDecl(), Source).IsHidden);
    if (Where && !llvm::is_contained(S.Part.Mentions, *Where))
      S.Part.Mentions.push_back(*Where);
  }
  if (std::string Why = follow(Object, S); !Why.empty())
    refuse(Object, S.Part.Variable, Why);
}

void LoopOutput::print(const CallExpr *Call, llvm::StringRef Name) {
  std::optional<Span> Where = Source.span(Call->getCallee()->getSourceRange());
  if (!Printers.contains(Name) || !Where)
    return refuse(Call, "stdout", !Where ? "a macro mentions it" : "'" + Name.str() + "' is not understood; use 'printf' or a stream");
  const DeclContext *Global = Context.getTranslationUnitDecl();
  DeclContext::lookup_result Found = Global->lookup(&Context.Idents.get("stdout"));
  const auto *Stdout = Found.empty() ? nullptr : dyn_cast<VarDecl>(Found.front());
  std::string Key = Stdout ? identity(Stdout) : "stdout";
  auto It = llvm::find_if(Streams, [&](const auto &S) { return S.first == Key; });
  if (It == Streams.end()) {
    Streams.push_back({Key, {{"stdout", "stdout_part", Key, {}}, {}, Call}});
    It = std::prev(Streams.end());
  }
  It->second.Part.Rewordings.push_back({*Where, "%." + Name.str()});
}

void LoopOutput::passFile(const CallExpr *Call) {
  const FunctionDecl *F = Call->getDirectCallee();
  for (const Expr *Argument : Call->arguments()) {
    if (!isFile(Argument->getType()))
      continue;
    const Expr *Object = stripped(Argument);
    Place P = Finder.place(Object);
    std::string Key = isa<DeclRefExpr, MemberExpr>(Object) ? identity(P) : "";
    if (Key.empty() || All.isLocal(P))
      continue;
    Stream &S = stream(Object, Key);
    std::optional<Span> Where = Source.span(Object->getSourceRange());
    S.Part.IsHidden |= !Where;
    if (Where && !llvm::is_contained(S.Part.Mentions, *Where))
      S.Part.Mentions.push_back(*Where);
    bool IsLibrary = F && F->isExternC();
    if (IsLibrary && F->getIdentifier() && !FilePrinters.contains(F->getName()))
      refuse(Call, S.Part.Variable, "'" + F->getName().str() + "' does more than print");
  }
}

// --- What is done with a stream

std::string LoopOutput::follow(const Expr *Object, Stream &S) {
  const Expr *P = parent(Object);
  if (!P)
    return isa_and_nonnull<ReturnStmt>(Parents.getParent(Object)) ? "it is returned" : "";
  if (isa<ExprWithCleanups>(P))
    return follow(P, S);
  auto IsObject = [&](const Expr *E) { return E->IgnoreParenImpCasts() == Object->IgnoreParenImpCasts(); };
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(P); Op && Op->getOperator() == OO_LessLess && IsObject(Op->getArg(0))) {
    std::string Why = operand(Op->getArg(1), P, S);
    if (const FunctionDecl *F = Op->getDirectCallee(); Why.empty() && F && !isStd(F)) {
      llvm::SmallPtrSet<const FunctionDecl *, 8> Seen;
      Why = callee(F, Seen);
    }
    return Why.empty() ? follow(P, S) : Why;
  }
  if (const auto *B = dyn_cast<BinaryOperator>(P)) {
    if (B->getOpcode() == BO_Shl && IsObject(B->getLHS())) { // in a template
      std::string Why = operand(B->getRHS(), P, S);
      return Why.empty() ? follow(P, S) : Why;
    }
    return B->getOpcode() == BO_Comma ? "" : "its state is asked for";
  }
  if (const auto *Member = dyn_cast<MemberExpr>(P)) {
    std::string Why = this->member(Member);
    const Expr *Call = parent(P);
    return Why.empty() && Call && isStream(Call->getType()) ? follow(Call, S) : Why;
  }
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(P); Op && IsObject(Op->getArg(0)))
    return Op->getOperator() == OO_Exclaim ? "its state is asked for" : "it is used in a way that is not understood";
  if (const auto *Call = dyn_cast<CallExpr>(P))
    return argument(Call, Object, Call->getDirectCallee());
  if (isa<CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(P))
    return "its members are called in a template";
  return "it is used in a way that is not understood";
}

std::string LoopOutput::operand(const Expr *Inserted, const Expr *Chain, Stream &S) {
  const Expr *E = stripped(Inserted);
  const FunctionDecl *F = nullptr;
  llvm::StringRef Name;
  if (const auto *D = dyn_cast<DeclRefExpr>(E))
    F = dyn_cast<FunctionDecl>(D->getDecl());
  else if (const auto *C = dyn_cast<CallExpr>(E))
    F = C->getDirectCallee();
  else if (const auto *U = dyn_cast<OverloadExpr>(E); U && U->getName().isIdentifier())
    Name = U->getName().getAsIdentifierInfo()->getName();
  if (F && F->getIdentifier() && isStd(F))
    Name = F->getName();
  if (Name == "setw") {
    const auto *Next = dyn_cast_or_null<CallExpr>(parent(Chain));
    bool IsSpent = (Next && Next->getNumArgs() == 2 && stripped(Next->getArg(0)) == Chain) || isa_and_nonnull<BinaryOperator>(parent(Chain));
    return IsSpent ? "" : "'setw' formats what a later statement prints; write both in one";
  }
  if (Lasting.contains(Name))
    return manipulate(E, S);
  if (F && isa<DeclRefExpr>(E) && !Passing.contains(Name)) { // a manipulator of the program's own
    llvm::SmallPtrSet<const FunctionDecl *, 8> Seen;
    return callee(F, Seen);
  }
  return "";
}

std::string LoopOutput::manipulate(const Expr *Manipulator, Stream &S) {
  std::optional<Span> Text = Source.span(Manipulator->getSourceRange());
  if (const auto *Call = dyn_cast<CallExpr>(Manipulator))
    for (const Expr *Argument : Call->arguments())
      if (!isConstant(Argument))
        return "it is formatted in another way by each iteration";
  if (!Text || !happensAlways(Manipulator))
    return "how it is formatted depends on earlier iterations; use manipulators in every iteration or before the loop";
  S.Manipulators.push_back(Source.text(*Text).str());
  return "";
}

bool LoopOutput::isConstant(const Expr *E) const {
  const auto *D = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  bool Varies = D && (All.Locals.contains(D->getDecl()) || D->getDecl() == Header.Variable ||
                      llvm::any_of(All.List, [&](const Access &A) { return A.writes() && A.Place.Root == D->getDecl(); }));
  return D ? !Varies : !E->isValueDependent() && E->isEvaluatable(Context);
}

/// In every iteration, and from the beginning to the end of its chain.
bool LoopOutput::happensAlways(const Expr *E) const {
  for (Span Continue : Facts.Shape.Continues)
    if (std::optional<Span> Where = Source.span(E->getSourceRange()); !Where || Continue.Begin < Where->Begin)
      return false;
  if (Facts.Shape.HasHiddenContinue)
    return false;
  const Stmt *S = E;
  while (const Stmt *P = Parents.getParent(S)) {
    if (isa<AbstractConditionalOperator, LambdaExpr>(P))
      return false;
    if (const auto *B = dyn_cast<BinaryOperator>(P); B && B->isLogicalOp())
      return false;
    if (!isa<Expr>(P))
      return P == Header.Body && isa<CompoundStmt>(P);
    S = P;
  }
  return S == Header.Body;
}

std::string LoopOutput::member(const MemberExpr *Member) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
  llvm::StringRef Name = Method && Method->getIdentifier() ? Method->getName() : "";
  if (Name == "put" || Name == "write" || Name == "flush")
    return "";
  if (Method && Method->isOverloadedOperator() && Method->getOverloadedOperator() == OO_LessLess)
    return "";
  if (Name == "precision" || Name == "width" || Name == "fill" || Name == "flags")
    if (Method->getNumParams() == 0)
      return "";
  if (Formatting.contains(Name))
    return "how it is formatted depends on earlier iterations; use manipulators in every iteration or before the loop";
  return Method && Method->getIdentifier() ? "'" + Name.str() + "' needs the stream itself" : "its state is asked for";
}

std::string LoopOutput::argument(const CallExpr *Call, const Expr *Object, const FunctionDecl *F) {
  if (!F)
    return "";
  unsigned Shift = isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(F) ? 1 : 0;
  for (unsigned I = Shift; I < Call->getNumArgs() && I - Shift < F->getNumParams(); ++I) {
    if (Call->getArg(I)->IgnoreParenImpCasts() != Object->IgnoreParenImpCasts())
      continue;
    QualType T = F->getParamDecl(I - Shift)->getType();
    const CXXRecordDecl *R = T.getNonReferenceType()->getAsCXXRecordDecl();
    if (!T->isDependentType() && !(R && isStd(R) && R->getIdentifier() && R->getName() == "basic_ostream"))
      return "'" + F->getNameAsString() + "' takes a stream of a type of its own, not any std::ostream";
  }
  llvm::SmallPtrSet<const FunctionDecl *, 8> Seen;
  return callee(F, Seen);
}

std::string LoopOutput::callee(const FunctionDecl *F, llvm::SmallPtrSetImpl<const FunctionDecl *> &Seen) {
  const FunctionDecl *Definition = nullptr;
  if (!F->hasBody(Definition) || isStd(F) || !Seen.insert(Definition).second)
    return "";
  struct Visitor : RecursiveASTVisitor<Visitor> {
    bool Formats = false, Restores = false;
    llvm::SmallVector<const FunctionDecl *, 8> Called;
    bool VisitDeclRefExpr(DeclRefExpr *D) {
      const auto *F = dyn_cast<FunctionDecl>(D->getDecl());
      if (F && isStd(F) && F->getIdentifier())
        Formats |= Lasting.contains(F->getName());
      else if (F)
        Called.push_back(F);
      return true;
    }
    bool VisitCXXMemberCallExpr(CXXMemberCallExpr *C) {
      const CXXMethodDecl *M = C->getMethodDecl();
      if (!M || !M->getIdentifier() || !isStream(C->getImplicitObjectArgument()->IgnoreParenImpCasts()->getType()))
        return true;
      Restores |= (M->getName() == "flags" && C->getNumArgs() == 1) || M->getName() == "copyfmt";
      Formats |= Formatting.contains(M->getName()) && C->getNumArgs() != 0;
      return true;
    }
  } Body;
  Body.TraverseStmt(Definition->getBody());
  if (Body.Formats && !Body.Restores)
    return "'" + F->getNameAsString() + "' changes how it is formatted, and does not restore it";
  for (const FunctionDecl *Called : Body.Called)
    if (llvm::any_of(Called->parameters(), [](const ParmVarDecl *P) { return isStream(P->getType()); }))
      if (std::string Why = callee(Called, Seen); !Why.empty())
        return Why;
  return "";
}
