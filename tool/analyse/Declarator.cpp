#include "analyse/Declarator.h"
#include "clang/AST/Decl.h"
#include "clang/AST/TypeLoc.h"

using namespace clang;
using namespace xfork;

static const VarDecl *declaratorBefore(const DeclStmt *D, const VarDecl *V) {
  const VarDecl *Before = nullptr;
  for (const Decl *Each : D->decls()) {
    if (Each == V)
      break;
    Before = dyn_cast<VarDecl>(Each);
  }
  return Before;
}

/// Through the brackets that close the initialiser and the comma or semicolon.
static std::optional<Span> throughSeparator(const VarDecl *V, const SourceText &Source) {
  std::optional<Span> S = Source.span({V->getLocation(), V->getSourceRange().getEnd()});
  if (!S)
    return std::nullopt;
  for (unsigned End = 0; End != S->End;) {
    End = S->End;
    *S = Source.throughNext(Source.throughNext(*S, ")"), "}");
  }
  Span WithComma = Source.throughNext(*S, ",");
  return WithComma == *S ? Source.throughNext(*S, ";") : WithComma;
}

std::optional<Span> xfork::declaratorSpan(const DeclStmt *D, const VarDecl *V, const SourceText &Source) {
  std::optional<Span> Own = throughSeparator(V, Source);
  const VarDecl *Before = declaratorBefore(D, V);
  std::optional<Span> Begin = Before ? throughSeparator(Before, Source) : Source.token(V->getOuterLocStart());
  if (!Own || !Begin || Own->File != Begin->File)
    return std::nullopt;
  return Span{Own->File, Before ? Source.next(*Begin).Begin : Begin->Begin, Own->End};
}

/// The leftmost `*`, `&` or `&&` of the declarator, else its name.
static SourceLocation beginOfDeclarator(const VarDecl *V) {
  SourceLocation Begin = V->getLocation();
  for (TypeLoc T = V->getTypeSourceInfo()->getTypeLoc();;) {
    if (const auto Pointer = T.getAs<PointerTypeLoc>())
      Begin = Pointer.getStarLoc(), T = Pointer.getPointeeLoc();
    else if (const auto Reference = T.getAs<ReferenceTypeLoc>())
      Begin = Reference.getSigilLoc(), T = Reference.getPointeeLoc();
    else
      return Begin;
  }
}

std::optional<std::string> xfork::writtenType(const DeclStmt *D, const VarDecl *V, const SourceText &Source) {
  const auto *First = cast<VarDecl>(*D->decl_begin());
  std::optional<Span> Outer = Source.token(First->getOuterLocStart()), Name = Source.token(V->getLocation());
  std::optional<Span> FirstBegin = Source.token(beginOfDeclarator(First)), Begin = Source.token(beginOfDeclarator(V));
  if (!Outer || !Name || !FirstBegin || !Begin)
    return std::nullopt;
  StringRef Specifiers = Source.text({Outer->File, Outer->Begin, FirstBegin->Begin}).rtrim();
  StringRef Declarator = Source.text({Name->File, Begin->Begin, Name->Begin}).rtrim();
  return (Specifiers + (Declarator.empty() ? "" : " ") + Declarator).str();
}
