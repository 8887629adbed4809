#include "openmp/Clauses.h"
#include "clang/AST/Expr.h"
#include "clang/AST/StmtOpenMP.h"

using namespace clang;
using namespace xfork;

namespace {

class ClauseReader {
public:
  ClauseReader(const OMPExecutableDirective &D, const SourceText &Source, Conversion &C)
      : IsCollapsed(D.hasClausesOfKind<OMPCollapseClause>()), Source(Source), C(C) {}

  void read(const OMPClause &Clause) {
    switch (Clause.getClauseKind()) {
    // Found by the analysis, or refused by it.
    case llvm::omp::OMPC_shared:
    case llvm::omp::OMPC_default:
    case llvm::omp::OMPC_firstprivate:
    case llvm::omp::OMPC_lastprivate:
    case llvm::omp::OMPC_private:
      return;
    case llvm::omp::OMPC_reduction:
      return checkReduction(cast<OMPReductionClause>(Clause));
    case llvm::omp::OMPC_schedule:
      return addGrain(cast<OMPScheduleClause>(Clause).getChunkSize());
    case llvm::omp::OMPC_grainsize:
      return addGrain(cast<OMPGrainsizeClause>(Clause).getGrainsize());
    // They decide how fast it is, not what it computes.
    case llvm::omp::OMPC_collapse:
    case llvm::omp::OMPC_num_threads:
    case llvm::omp::OMPC_if:
    case llvm::omp::OMPC_final:
    case llvm::omp::OMPC_nowait:
    case llvm::omp::OMPC_untied:
    case llvm::omp::OMPC_mergeable:
    case llvm::omp::OMPC_priority:
    case llvm::omp::OMPC_proc_bind:
    case llvm::omp::OMPC_num_tasks:
    case llvm::omp::OMPC_nogroup:
    case llvm::omp::OMPC_simdlen:
    case llvm::omp::OMPC_safelen:
    case llvm::omp::OMPC_aligned:
    case llvm::omp::OMPC_order:
    case llvm::omp::OMPC_update:
    case llvm::omp::OMPC_seq_cst:
    case llvm::omp::OMPC_relaxed:
      C.Dropped.push_back(name(Clause));
      return;
    default:
      C.WhyNot = "its clause '" + name(Clause) + "' has no counterpart";
    }
  }

private:
  static std::string name(const OMPClause &Clause) { return llvm::omp::getOpenMPClauseName(Clause.getClauseKind()).str(); }

  void checkReduction(const OMPReductionClause &Clause) {
    DeclarationNameInfo Name = Clause.getNameInfo();
    std::string Text = Name.getAsString();
    bool IsBuiltin = Name.getName().getNameKind() == DeclarationName::CXXOperatorName || Text == "min" || Text == "max";
    if (!IsBuiltin || Clause.getModifier() == OMPC_REDUCTION_inscan || Clause.getModifier() == OMPC_REDUCTION_task)
      C.WhyNot = "its reduction '" + Text + "' has no counterpart";
  }

  void addGrain(const Expr *Chunk) {
    if (!Chunk || IsCollapsed) // a chunk of collapsed iterations is none of the outer loop's
      return;
    std::optional<Span> Text = Source.span(Chunk->getSourceRange());
    if (Text && Source.text(*Text) != "1")
      C.Attributes.push_back("fork::grain(" + Source.text(*Text).str() + ")");
  }

  bool IsCollapsed;
  const SourceText &Source;
  Conversion &C;
};

} // namespace

void xfork::readClauses(const OMPExecutableDirective &D, const SourceText &Source, Conversion &C) {
  ClauseReader Reader(D, Source, C);
  for (const OMPClause *Clause : D.clauses())
    if (Clause && !Clause->isImplicit() && Clause->getBeginLoc().isValid())
      Reader.read(*Clause);
}
