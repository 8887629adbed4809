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
    if (R->getName() == "path" || isTextException(R))
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

  /// A standard exception that has nothing but its text.
  static bool isTextException(const CXXRecordDecl *R) {
    static const llvm::StringSet<> Names{"exception",     "logic_error",     "domain_error",   "invalid_argument",
                                         "length_error",  "out_of_range",    "runtime_error",  "range_error",
                                         "overflow_error", "underflow_error", "bad_alloc",      "bad_array_new_length",
                                         "bad_cast",      "bad_typeid",      "bad_exception",  "bad_function_call",
                                         "bad_weak_ptr",  "bad_optional_access", "bad_variant_access", "bad_any_cast"};
    return Names.contains(R->getName());
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
    const CXXRecordDecl *Written = asWritten(R);
    if (const char *Why = whyNotHelped(R, Written))
      return because(Way, T, Why);
    help(R, Written);
    return std::nullopt;
  }

  /// The class template, for a class made from one.
  static const CXXRecordDecl *asWritten(const CXXRecordDecl *R) {
    const CXXRecordDecl *Pattern = R->getTemplateInstantiationPattern();
    return Pattern ? Pattern->getDefinition() : R;
  }

  /// An aggregate whose fields the library finds by itself.
  static bool isPlain(const CXXRecordDecl *R) {
    return R->isAggregate() && R->getNumBases() == 0 && llvm::range_size(R->fields()) <= MostFields &&
           llvm::none_of(R->fields(), [](const FieldDecl *F) { return F->getType()->isArrayType(); });
  }

  static bool hasDefaultConstructor(const CXXRecordDecl *R) {
    return R->hasDefaultConstructor() && llvm::none_of(R->ctors(), [](const CXXConstructorDecl *C) {
             return C->isDefaultConstructor() && C->isDeleted();
           });
  }

  /// Whether it is read by a constructor that is made for that, and not into the fields of an empty one.
  static bool isConstructed(const CXXRecordDecl *R) {
    return !hasDefaultConstructor(R) ||
           llvm::any_of(R->fields(), [](const FieldDecl *F) { return F->getType().isConstQualified(); });
  }

  /// Why a list of its fields, and a constructor where it needs one, cannot be written into it.
  const char *whyNotHelped(const CXXRecordDecl *R, const CXXRecordDecl *Written) const {
    if (R->isUnion())
      return "a union, and nobody knows which of its members is there: specialise xfork::serialise";
    if (R->isLocalClass())
      return "a class declared in a function, where it cannot be said how it travels: declare it outside";
    if (R->getNumVBases() != 0)
      return "a class with a virtual base: specialise xfork::serialise";
    std::optional<Span> Brace = Written ? Source.token(Written->getBraceRange().getEnd()) : std::nullopt;
    if (!Brace)
      return "a class that does not say how, from a system header or a macro: specialise xfork::serialise";
    if (R->field_empty() && R->getNumBases() == 0)
      return "a class without fields that does not say how: give it xfork_fields(), or specialise xfork::serialise";
    for (const FieldDecl *F : R->fields())
      if (F->isBitField() || !F->getIdentifier())
        return "a class with a bit-field or a field without a name: specialise xfork::serialise";
    if (!isConstructed(R))
      return nullptr;
    if (R->isAggregate() || (!R->hasUserDeclaredConstructor() && hasDefaultConstructor(R)))
      return "a class whose fields cannot be assigned, and which cannot be given a constructor: specialise xfork::serialise";
    for (const FieldDecl *F : R->fields())
      if (F->getType()->isArrayType() && !isFilled(F->getType()))
        return "a class with an array whose elements cannot be assigned: specialise xfork::serialise";
    return nullptr;
  }

  /// Whether an array can be made first and read into then.
  bool isFilled(QualType Array) const {
    QualType Element = Context.getBaseElementType(Array);
    const CXXRecordDecl *R = Element->getAsCXXRecordDecl();
    return !Element.isConstQualified() && (!R || (hasDefaultConstructor(R) && !isConstructed(R)));
  }

  std::string nameOf(const CXXBaseSpecifier &Base) const {
    std::optional<Span> Where = Source.span(Base.getTypeSourceInfo()->getTypeLoc().getSourceRange());
    return Where ? Source.text(*Where).str() : Base.getType().getAsString(Context.getPrintingPolicy());
  }

  void help(const CXXRecordDecl *R, const CXXRecordDecl *Written) {
    if (llvm::any_of(Needed, [&](const SerialiserFact &N) { return N.Class == Written; }))
      return;
    std::string Fields, Initialisers, Arrays;
    auto Add = [](std::string &List, const std::string &Item) { List += (List.empty() ? "" : ", ") + Item; };
    for (const CXXBaseSpecifier &Base : Written->bases()) {
      Add(Fields, "static_cast<" + nameOf(Base) + " &>(*this)");
      Add(Initialisers, nameOf(Base) + "(::xfork::read<" + nameOf(Base) + ">(xfork_in))");
    }
    // In the order in which the constructor reads them: arrays are filled when all others are there.
    const bool Constructed = isConstructed(R);
    for (const bool IsArray : {false, true})
      for (const FieldDecl *F : Written->fields()) {
        if (Constructed && F->getType()->isArrayType() != IsArray)
          continue;
        if (!Constructed && IsArray)
          break;
        std::string Name = F->getNameAsString();
        Add(Fields, Name);
        if (IsArray)
          Arrays += "::xfork::read_into(xfork_in, " + Name + "); ";
        else
          Add(Initialisers, Name + "(::xfork::read<decltype(" + Name + ")>(xfork_in))");
      }
    std::string Text = "private: friend ::xfork::access; template <class XforkVisit> void "
                       "xfork_fields(XforkVisit &&xfork_visit) { xfork_visit(" +
                       Fields + "); } ";
    if (Constructed)
      Text += Written->getNameAsString() + "(::xfork::from_process, [[maybe_unused]] ::xfork::reader &xfork_in)" +
              (Initialisers.empty() ? " " : " : " + Initialisers + " ") + "{ " + Arrays + "} ";
    Span Brace = *Source.token(Written->getBraceRange().getEnd());
    Needed.push_back({Written, {Brace.File, Brace.Begin, Brace.Begin}, std::move(Text)});
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
