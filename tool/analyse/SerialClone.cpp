#include "analyse/SerialClone.h"
#include "analyse/Place.h"
#include "find/AnnotatedFunctions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace xfork;

namespace {
/// The most nodes of the AST that the serial instantiation may grow to by inlining itself; and of bytes of locals.
constexpr unsigned MaxInlinedNodes = 1500, MaxInlinedBytes = 2048, MaxCopies = 16, MaxLevels = 4;

/// What the body of a function means for a second instantiation of it, as a template.
class BodyReader : public RecursiveASTVisitor<BodyReader> {
public:
  BodyReader(const FunctionDecl *F, const ASTContext &Context, const SourceText &Source)
      : F(F), Context(Context), Source(Source) {}

  bool shouldVisitImplicitCode() const { return false; }

  bool VisitStmt(Stmt *) {
    ++Nodes;
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    // One object for all calls, whichever instantiation they are of.
    Refused |= V->isStaticLocal();
    if (!V->getType()->isDependentType() && !V->getType()->isReferenceType() && !V->getType()->isIncompleteType())
      Bytes += Context.getTypeSizeInChars(V->getType()).getQuantity();
    return true;
  }
  bool VisitCallExpr(CallExpr *C) {
    const FunctionDecl *Callee = C->getDirectCallee();
    if (!Callee || Callee->getCanonicalDecl() != F->getCanonicalDecl())
      return true;
    const Expr *Named = C->getCallee()->IgnoreImplicit();
    if (const auto *Member = dyn_cast<MemberExpr>(Named))
      addCall(Source.token(Member->getMemberLoc()), !Member->isImplicitAccess());
    else
      addCall(isa<DeclRefExpr>(Named) ? Source.span(Named->getSourceRange()) : std::nullopt, false);
    return true;
  }

  // The name of the function itself.
  bool VisitPredefinedExpr(PredefinedExpr *) { return refuse(); }
  bool VisitSourceLocExpr(SourceLocExpr *) { return refuse(); }
  // May define labels, which must be unique.
  bool VisitAsmStmt(AsmStmt *) { return refuse(); }
  bool VisitAddrLabelExpr(AddrLabelExpr *) { return refuse(); }
  // Needs `template` or `typename` once the values of tasks have a type that depends on the mode.
  bool VisitMemberExpr(MemberExpr *E) { return !E->hasExplicitTemplateArgs() || refuse(); }
  bool VisitDecltypeTypeLoc(DecltypeTypeLoc) { return refuse(); }

  const FunctionDecl *F;
  const ASTContext &Context;
  const SourceText &Source;
  std::vector<SelfCall> Calls;
  bool Refused = false;
  unsigned Nodes = 0;
  uint64_t Bytes = 0;

private:
  bool refuse() {
    Refused = true;
    return true;
  }
  void addCall(std::optional<Span> Callee, bool ThroughObject) {
    if (Callee)
      Calls.push_back({*Callee, ThroughObject});
    else
      Refused = true;
  }
};

/// The tokens of a piece of source, on one line; nothing if there are directives in it.
std::optional<std::string> onOneLine(StringRef Text, const LangOptions &Language) {
  std::string Copy = Text.str(), Result; // the lexer wants a terminator
  Lexer Lex(SourceLocation(), Language, Copy.c_str(), Copy.c_str(), Copy.c_str() + Copy.size());
  for (Token T;;) {
    Lex.LexFromRawLexer(T);
    if (T.is(tok::eof))
      return Result;
    if (T.is(tok::hash))
      return std::nullopt;
    unsigned End = Lex.getCurrentBufferOffset();
    bool Spaced = T.hasLeadingSpace() || T.isAtStartOfLine();
    Result += (Spaced && !Result.empty() ? " " : "") + Copy.substr(End - T.getLength(), T.getLength());
  }
}

/// Moving it once more on the way into the function cannot be noticed.
bool passesUnnoticed(QualType T, const ASTContext &Context) {
  if (T->isReferenceType() || T.isTriviallyCopyableType(Context))
    return true;
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  return R && isStd(R);
}

bool hasForeignAttributes(const FunctionDecl *F) {
  return F->hasAttrs() && llvm::any_of(F->attrs(), [](const Attr *A) { return !A->isImplicit() && !annotationOf(A); });
}

/// Whether its head can be repeated under other names.
bool headCanBeRepeated(const FunctionDecl *F, const ASTContext &Context) {
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (Method && (Method->isVirtual() || Method->isOutOfLine() || Method->getParent()->isLocalClass() ||
                 Method->getParent()->isLambda() || isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(F) ||
                 Method->isExplicitObjectMemberFunction()))
    return false;
  if (!F->getIdentifier() || F->getQualifier() || F->isDependentContext() || F->getPrimaryTemplate() || F->isConstexpr() ||
      F->isExternC() || F->getStorageClass() == SC_Extern || F->isVariadic() || F->getFriendObjectKind() ||
      F->getTrailingRequiresClause() || F->getReturnType()->getContainedAutoType() || hasForeignAttributes(F))
    return false;
  return llvm::all_of(F->parameters(), [&](const ParmVarDecl *P) {
    return P->getIdentifier() && !P->hasDefaultArg() && !P->hasAttrs() && passesUnnoticed(P->getType(), Context);
  });
}

/// What the instantiation makes of the value must not depend on what is declared behind the function.
bool valueStaysPut(const Site &S) {
  auto IsSimple = [](QualType T) {
    T = T.getNonReferenceType();
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    return T->isScalarType() || (R && isStd(R));
  };
  return llvm::all_of(S.Group.Calls, [&](const Expr *Call) { return IsSimple(Call->getType()); }) && (!S.Variable || IsSimple(S.Variable->getType()));
}

unsigned levelsFor(const BodyReader &Body, uint64_t ParameterBytes) {
  unsigned Copies = 1, Added = 1;
  for (unsigned Level = 0; Level != MaxLevels; ++Level) {
    Added *= Body.Calls.size();
    Copies += Added;
    if (Copies > MaxCopies || Body.Nodes * Copies > MaxInlinedNodes || (Body.Bytes + ParameterBytes) * Copies > MaxInlinedBytes)
      return Level;
  }
  return MaxLevels;
}

/// The function may be annotated itself; other attributes it has none.
std::string withoutAnnotations(std::string Head) {
  for (size_t Begin; (Begin = Head.find("[[")) != std::string::npos;) {
    size_t End = Head.find_first_not_of(' ', std::min(Head.find("]]", Begin), Head.size() - 2) + 2);
    Head.erase(Begin, End == std::string::npos ? End : End - Begin);
  }
  return Head;
}

std::optional<CloneFacts> readFunction(const FunctionDecl *F, ASTContext &Context, const SourceText &Source) {
  if (!isa_and_nonnull<CompoundStmt>(F->getBody()) || !headCanBeRepeated(F, Context))
    return std::nullopt;
  std::optional<Span> Definition = Source.span({F->getBeginLoc(), F->getEndLoc()});
  std::optional<Span> Body = Source.span(F->getBody()->getSourceRange()), Name = Source.token(F->getLocation());
  BodyReader Reader(F, Context, Source);
  Reader.TraverseStmt(F->getBody());
  if (!Definition || !Body || !Name || Reader.Refused || Reader.Calls.empty())
    return std::nullopt;
  auto Before = onOneLine(Source.text({Name->File, Definition->Begin, Name->Begin}), Source.language());
  auto After = onOneLine(Source.text(between(*Name, *Body)), Source.language());
  if (!Before || !After || Before->empty())
    return std::nullopt;
  CloneFacts Facts;
  Facts.Name = F->getNameAsString();
  Facts.Definition = *Definition;
  Facts.NameSpan = *Name;
  Facts.Body = *Body;
  Facts.HeadBefore = withoutAnnotations(*Before);
  Facts.HeadAfter = withoutAnnotations(*After);
  uint64_t ParameterBytes = 0;
  for (const ParmVarDecl *P : F->parameters()) {
    Facts.Parameters.push_back(P->getNameAsString());
    ParameterBytes += Context.getTypeSizeInChars(P->getType().getNonReferenceType()).getQuantity();
  }
  Facts.Calls = Reader.Calls;
  Facts.IsMember = isa<CXXMethodDecl>(F);
  Facts.NeedsDeclaration = !Facts.IsMember && !F->getPreviousDecl();
  Facts.IsInline = F->isInlineSpecified();
  Facts.IsStatic = F->getStorageClass() == SC_Static;
  Facts.Levels = levelsFor(Reader, ParameterBytes);
  return Facts;
}
} // namespace

std::vector<CloneFacts> xfork::findClones(llvm::ArrayRef<const Site *> Forked, ASTContext &Context, const SourceText &Source) {
  llvm::MapVector<const FunctionDecl *, std::vector<const Site *>> Functions;
  for (const Site *S : Forked)
    Functions[S->Function].push_back(S);
  std::vector<CloneFacts> Result;
  for (const auto &[F, Sites] : Functions) {
    if (!llvm::all_of(Sites, [&](const Site *S) { return valueStaysPut(*S) && !callsIoBound(S->Statement); }))
      continue;
    std::optional<CloneFacts> Facts = readFunction(F, Context, Source);
    if (!Facts)
      continue;
    for (const Site *S : Sites)
      if (std::optional<Span> Where = Source.span(S->Statement->getSourceRange()))
        Facts->Forks.push_back(*Where);
    Result.push_back(std::move(*Facts));
  }
  return Result;
}
