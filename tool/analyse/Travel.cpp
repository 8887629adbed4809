#include "analyse/Travel.h"
#include "analyse/Place.h"
#include "source/SourceText.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace xfork;

namespace {
constexpr unsigned MostFields = 24; // xfork::detail::max_fields

class TravelCheck {
public:
  TravelCheck(const ASTContext &Context, const SourceText &Source, std::vector<SerialiserFact> &Needed)
      : Context(Context), Source(Source), Needed(Needed) {}

  /// `Way`: the fields that lead here, `log.mutex`.
  std::optional<std::string> check(QualType T, const std::string &Way) {
    T = T.getNonReferenceType().getCanonicalType().getUnqualifiedType();
    if (T->isDependentType() || T->isVoidType() || T->isFunctionPointerType() || T->isMemberPointerType())
      return std::nullopt;
    if (T->isAnyPointerType())
      return because(Way, T, "a pointer, and what it refers to is not there");
    if (const auto *Array = Context.getAsConstantArrayType(T))
      return check(Array->getElementType(), Way);
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    if (!R || !(R = R->getDefinition()) || R->isInvalidDecl() || !Seen.insert(R).second)
      return std::nullopt;
    std::optional<std::string> Result = isStd(R) ? standard(R, T, Way) : ofUser(R, T, Way);
    Seen.erase(R);
    return Result;
  }

private:
  std::optional<std::string> because(const std::string &Way, QualType T, const char *Why) const {
    std::string Type = "'" + T.getAsString(Context.getPrintingPolicy()) + "'";
    return (Way.empty() ? Type + " is " : "its field '" + Way + "', of type " + Type + ", is ") + Why;
  }

  std::optional<std::string> standard(const CXXRecordDecl *R, QualType T, const std::string &Way) {
    static const llvm::StringSet<> Containers{"basic_string",  "vector",
                                              "deque",         "list",
                                              "set",           "multiset",
                                              "map",           "multimap",
                                              "unordered_set", "unordered_multiset",
                                              "unordered_map", "unordered_multimap",
                                              "array",         "pair",
                                              "tuple",         "optional",
                                              "variant",       "unique_ptr",
                                              "shared_ptr"};
    static const llvm::StringSet<> Views{"basic_string_view", "span", "reference_wrapper",
                                         "__normal_iterator", "initializer_list"};
    if (R->getName() == "path")
      return std::nullopt;
    if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R);
        Spec && Containers.contains(R->getName()))
      return elements(Spec, Way);
    if (Views.contains(R->getName()))
      return because(Way, T, "a view of something that is not there");
    if (!R->isTriviallyCopyable() || !isCopyable(R))
      return because(Way, T, "nothing that another process could have a copy of");
    return std::nullopt;
  }

  static bool isCopyable(const CXXRecordDecl *R) {
    return R->needsImplicitCopyConstructor() || llvm::any_of(R->ctors(), [](const CXXConstructorDecl *C) {
             return C->isCopyOrMoveConstructor() && !C->isDeleted();
           });
  }

  /// What is held, not how it is allocated, hashed or compared.
  std::optional<std::string> elements(const ClassTemplateSpecializationDecl *R, const std::string &Way) {
    unsigned Held = R->getName().ends_with("map") ? 2 : 1;
    bool All = R->getName() == "pair" || R->getName() == "tuple" || R->getName() == "variant";
    for (const TemplateArgument &A : R->getTemplateArgs().asArray()) {
      if (!All && Held-- == 0)
        break;
      llvm::ArrayRef<TemplateArgument> Types =
          A.getKind() == TemplateArgument::Pack ? A.getPackAsArray() : llvm::ArrayRef(A);
      for (const TemplateArgument &Type : Types)
        if (Type.getKind() == TemplateArgument::Type)
          if (std::optional<std::string> Why = check(Type.getAsType(), Way))
            return Why;
    }
    return std::nullopt;
  }

  std::optional<std::string> ofUser(const CXXRecordDecl *R, QualType T, const std::string &Way) {
    if (saysHow(R, T))
      return std::nullopt;
    if (R->isLambda())
      return because(Way, T, "a lambda");
    std::string Prefix = Way.empty() ? "" : Way + ".";
    for (const FieldDecl *F : R->fields()) {
      if (F->getType()->isReferenceType())
        return because(Prefix + F->getNameAsString(), F->getType(),
                       "a reference, and what it refers to is not there");
      if (std::optional<std::string> Why = check(F->getType(), Prefix + F->getNameAsString()))
        return Why;
    }
    if (R->isTriviallyCopyable() || isPlain(R))
      return std::nullopt;
    for (const CXXBaseSpecifier &Base : R->bases())
      if (std::optional<std::string> Why = check(Base.getType(), Way))
        return Why;
    if (!canBeHelped(R))
      return because(Way, T,
                     "a class that does not say how: give it xfork_fields(), or specialise xfork::serialise");
    help(R);
    return std::nullopt;
  }

  /// An aggregate whose fields the library finds by itself.
  static bool isPlain(const CXXRecordDecl *R) {
    return R->isAggregate() && R->getNumBases() == 0 && llvm::range_size(R->fields()) <= MostFields &&
           llvm::none_of(R->fields(), [](const FieldDecl *F) { return F->getType()->isArrayType(); });
  }

  /// Whether a list of fields is all that it needs, and it can be given one: in a header, every unit would
  /// have to.
  bool canBeHelped(const CXXRecordDecl *R) const {
    if (R->isUnion() || R->isLocalClass() || isa<ClassTemplateSpecializationDecl>(R) ||
        R->getDescribedClassTemplate() || R->getNumVBases() != 0 || !R->hasDefaultConstructor() ||
        (R->field_empty() && R->getNumBases() == 0))
      return false;
    for (const CXXConstructorDecl *C : R->ctors())
      if (C->isDefaultConstructor() && C->isDeleted())
        return false;
    for (const FieldDecl *F : R->fields())
      if (F->isBitField() || !F->getIdentifier() || F->getType().isConstQualified())
        return false;
    std::optional<Span> Brace = Source.token(R->getBraceRange().getEnd());
    return Brace && Source.isMain(Brace->File);
  }

  void help(const CXXRecordDecl *R) {
    if (llvm::any_of(Needed, [&](const SerialiserFact &N) { return N.Class == R; }))
      return;
    std::string Fields;
    for (const CXXBaseSpecifier &Base : R->bases())
      Fields += (Fields.empty() ? "static_cast<" : ", static_cast<") +
                Base.getType().getAsString(Context.getPrintingPolicy()) + " &>(*this)";
    for (const FieldDecl *F : R->fields())
      Fields += (Fields.empty() ? "" : ", ") + F->getNameAsString();
    Span Brace = *Source.token(R->getBraceRange().getEnd());
    Needed.push_back({R,
                      {Brace.File, Brace.Begin, Brace.Begin},
                      "private: friend ::xfork::access; template <class XforkVisit> void "
                      "xfork_fields(XforkVisit &&xfork_visit) { xfork_visit(" +
                          Fields + "); } "});
  }

  /// `xfork_fields()` in it, or a specialisation of `xfork::serialise`.
  bool saysHow(const CXXRecordDecl *R, QualType T) const {
    if (llvm::any_of(R->decls(), [](const Decl *D) {
          const auto *N = dyn_cast<NamedDecl>(D);
          return N && N->getDeclName().isIdentifier() && N->getName() == "xfork_fields";
        }))
      return true;
    for (const NamedDecl *Space : Context.getTranslationUnitDecl()->lookup(&Context.Idents.get("xfork")))
      if (const auto *N = dyn_cast<NamespaceDecl>(Space))
        for (const NamedDecl *D : N->lookup(&Context.Idents.get("serialise")))
          if (const auto *Template = dyn_cast<ClassTemplateDecl>(D))
            for (const ClassTemplateSpecializationDecl *Spec : Template->specializations())
              if (Context.hasSameUnqualifiedType(Spec->getTemplateArgs()[0].getAsType(), T))
                return true;
    return false;
  }

  const ASTContext &Context;
  const SourceText &Source;
  std::vector<SerialiserFact> &Needed;
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Seen;
};
} // namespace

std::optional<std::string> xfork::whyNotTravel(QualType T, const ASTContext &Context,
                                               const SourceText &Source,
                                               std::vector<SerialiserFact> &Needed) {
  return TravelCheck(Context, Source, Needed).check(T, "");
}
